"""What the figures should be."""

from tests.bench.goals import Goals

GOALS = Goals(
    at_least={"scale_2": 1.8},
    at_most={
        "start_to_ready_s": 3.0,
        "scrape_p95_ms": 50.0,
        "metrics_cost": 0.03,
        "failed_requests": 0,
    },
    told=("scale_4", "event_us", "batch_us", "command_us", "read_us", "waits", "collections", "topics"),
)
