"""What the figures should be."""

from tests.bench.goals import Goals

GOALS = Goals(
    at_least={
        "durable_to_replace": 0.55,
        "durable_to_single16": 12.0,
        "relay_per_s": 17_000,
        "relay_in_order": True,
    },
    aims={"durable_to_replace": 0.75},
    told=("scale_2", "scale_4", "durable_1m_to_10k", "replace_1m_to_10k"),
)
