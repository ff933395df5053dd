"""How much chance decides where every example takes a while."""

from hypothesis import HealthCheck, Phase, settings

FEW = settings(
    max_examples=3,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
    deadline=None,
)
"""What was found is not made smaller: that would take minutes, and it is small."""
