"""What came of a match, in the files' own ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mentormesh_contracts.mentorships import Explanation
from mentormesh_contracts.vocabulary import ProgrammeKind
from services.matching.domain.cycles.left_out import Reason


@dataclass(frozen=True)
class Chance:
    """What a result depends on besides files and policy."""

    seed: int
    week: date


@dataclass(frozen=True)
class Someone:
    """A person of the files."""

    id: str
    name: str
    organisation: str
    places: int
    """As a mentor."""


@dataclass(frozen=True)
class Pair:
    """Two who are to meet."""

    seeker: Someone
    """The mentee, or one of the peers."""
    other: Someone
    """The mentor, or the other peer."""
    explanation: Explanation


@dataclass(frozen=True)
class Absent:
    """Somebody who is left out, and why."""

    person: Someone
    reason: Reason


@dataclass(frozen=True)
class Round:
    """What came of one match."""

    kind: ProgrammeKind
    seekers: Sequence[Someone]
    mentors: Sequence[Someone]
    pairs: Sequence[Pair]
    left_out: Sequence[Absent]
    audit: Any
    """What the engine says of its own result, if anything."""
    seconds: float

    @property
    def are_peers(self) -> bool:
        """Whether they are peers."""
        return self.kind is ProgrammeKind.PEER
