"""What the figures should be."""

from collections.abc import Mapping

AT_LEAST = {
    "sustained_events_per_s": 500.0,
    "commands_to_single": 3.0,
    "read_ratio": 0.6,
    "read_same_answer": True,
    "list_same_answer": True,
}
AT_MOST = {
    "accepted_to_committed_p50_ms": 50.0,
    "accepted_to_committed_p99_ms": 250.0,
    "lag_grows": False,
    "memory_growth_max": 0.05,
}


def asked(name: str) -> str:
    """What a figure is held to, as a table shows it; empty for those that are only told."""
    for sign, goals in (("≥", AT_LEAST), ("≤", AT_MOST)):
        if (goal := goals.get(name)) is not None:
            return ("yes" if goal else "no") if isinstance(goal, bool) else f"{sign} {goal:g}"
    return ""


def missed(found: Mapping[str, object]) -> list[str]:
    """Names of the figures that were measured and are not what they should be."""
    low = [name for name, least in AT_LEAST.items() if name in found and _number(found[name]) < least]
    high = [name for name, most in AT_MOST.items() if name in found and _number(found[name]) > most]
    return low + high


def absent(found: Mapping[str, object]) -> list[str]:
    """Names of the figures that are asked for and were not measured."""
    return [name for name in (*AT_LEAST, *AT_MOST) if name not in found]


def _number(value: object) -> float:
    assert isinstance(value, int | float)
    return float(value)
