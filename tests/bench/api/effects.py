"""Commands and their effects elsewhere, brought together by aggregate and sequence."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

Place = tuple[str, int]
"""A source's key, and a sequence: which event of which aggregate."""


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command that was accepted. Moments are seconds of one clock."""

    act: str
    hearer: str
    """The service that it has its effect in."""
    source: str
    sequence: int
    due: float
    """When it was to be sent."""
    answered: float


@dataclass(slots=True)
class _Story:
    sequences: list[int] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)


class Sightings:
    """How far each service had come with each source, and since when that could be seen."""

    def __init__(self) -> None:
        self._stories: dict[tuple[str, str], _Story] = defaultdict(_Story)

    def saw(self, hearer: str, source: str, sequence: int, moment: float) -> None:
        """Everything of the source up to that sequence is committed there."""
        story = self._stories[hearer, source]
        if not story.sequences or sequence > story.sequences[-1]:
            story.sequences.append(sequence)
            story.moments.append(moment)

    def moment(self, hearer: str, source: str, sequence: int) -> float | None:
        """When that event's effect was seen first; None: it was not."""
        story = self._stories.get((hearer, source))
        if story is None:
            return None
        at = bisect_left(story.sequences, sequence)
        return story.moments[at] if at < len(story.moments) else None

    def lacking(self, commanded: Iterable[Commanded]) -> list[Commanded]:
        """Those whose effect was not seen."""
        return [each for each in commanded if self.moment(each.hearer, each.source, each.sequence) is None]


@dataclass(frozen=True, slots=True)
class Delays:
    """Seconds, a number a command."""

    from_answer: list[float]
    from_sending: list[float]


def delays(commanded: Iterable[Commanded], sightings: Sightings) -> Delays:
    """From each command to its effect, of those whose effect was seen.

    An effect may be seen before the answer has been read: that is 0 from the answer, not less.
    """
    found = Delays([], [])
    for each in commanded:
        moment = sightings.moment(each.hearer, each.source, each.sequence)
        if moment is not None:
            found.from_answer.append(max(0.0, moment - each.answered))
            found.from_sending.append(moment - each.due)
    return found


def place_of(id: str, places: Iterable[Place]) -> Place | None:
    """Of the places that an answer tells of, that of one aggregate."""
    return next((place for place in places if place[0].rpartition("/")[2] == id), None)
