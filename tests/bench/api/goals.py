"""What the figures should be."""

from tests.bench.goals import Goals

GOALS = Goals(
    at_least={
        "sustained_events_per_s": 500.0,
        "commands_to_single": 3.0,
        "read_ratio": 0.6,
        "read_same_answer": True,
        "list_same_answer": True,
    },
    at_most={
        "accepted_to_committed_p50_ms": 50.0,
        "accepted_to_committed_p99_ms": 250.0,
        "lag_grows": False,
        "memory_growth_max": 0.05,
        "failed_requests": 0,
        "lacking_effects": 0,
    },
)
