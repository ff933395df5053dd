"""What the figures should be."""

from tests.bench.goals import Goals

GOALS = Goals(
    at_least={"scale_2": 1.8},
    at_most={
        "start_to_ready_s": 3.0,
        "scrape_p95_ms": 50.0,
        "metrics_cost": 0.03,
        "tracing_cost": 0.1,
        "failed_requests": 0,
    },
    told=(
        "series_1000",
        "scrape_alone_ms",
        "scale_4",
        "event_us",
        "batch_us",
        "command_us",
        "read_us",
        "waits",
        "collections",
        "topics",
    ),
)
