"""What a policy says, in numbers."""

from dataclasses import dataclass
from enum import IntEnum

from services.matching.engine.people import Floats


class Value(IntEnum):
    """Criteria, in the order of arrays."""

    GOALS = 0
    SKILLS = 1
    DISCIPLINES = 2
    EXPERIENCE_GAP = 3
    LANGUAGES = 4
    TIME_OVERLAP = 5
    QUALITIES = 6
    PREFERENCES = 7


class Forbidden(IntEnum):
    """Constraints, in the order in which a pair is told of them."""

    SAME_PERSON = 0
    ALREADY_MATCHED = 1
    AGREEMENT = 2
    SCREENING = 3
    NEVER_WITH = 4
    REPORTING_LINE = 5
    EXPERIENCE = 6
    DISCIPLINE = 7
    LANGUAGE = 8
    TIME = 9


@dataclass(frozen=True)
class Rules:
    """The weights sum to 1."""

    weights: Floats
    """By criterion."""
    minimum_gap: float
    """Years by which a mentor must be ahead."""
    peer_band: float
    """Years by which peers may differ."""
    minimum_hours: float
    """Weekly hours in common."""
    are_peers: bool = False
