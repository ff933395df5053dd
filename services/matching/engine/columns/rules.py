"""What a policy says, in numbers."""

from dataclasses import dataclass
from enum import IntEnum

from services.matching.engine.arrays import Longs


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
    VETO = 6
    PROGRAMME_RULE = 7
    EXPERIENCE = 8
    DISCIPLINE = 9
    LANGUAGE = 10
    TIME = 11


@dataclass(frozen=True)
class Rules:
    """The weights are whole ten-thousandths that sum to 10,000."""

    weights: Longs
    """By criterion."""
    mentee_share: int = 75
    """Hundredths of a value that are the seeker's view; the rest is the other's. Among peers both count alike."""
    minimum_gap: int = 100
    """Hundredths of a year by which a mentor must be ahead. Level is never ahead."""
    maximum_gap: int = 100_000
    """Hundredths of a year by which a mentor may be ahead at most (a programme's own rule)."""
    peer_band: int = 300
    """Hundredths of a year by which peers may differ."""
    minimum_blocks: int = 4
    """Quarters of an hour of the week in common."""
    other_organisation: bool = False
    """The two must come from different organisations (a programme's own rule)."""
    common_discipline: bool = False
    """The two must have a discipline in common (a programme's own rule; not for peers)."""
    are_peers: bool = False
