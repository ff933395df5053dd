"""Who names whom: for a mentee, the mentors in whose declarations they turn up."""

from collections.abc import Collection, Iterator
from enum import IntEnum
from typing import TypeAlias

from services.matching.domain.participants.participant import Participant


class As(IntEnum):
    """As what a person is named."""

    NEVER = 0
    MANAGER = 1
    PREFERRED = 2
    MET = 3


Name: TypeAlias = tuple[As, str, str]
"""As what, in which programme (none for what holds everywhere), and who."""


class Named:
    """By name, the positions of those who say it."""

    def __init__(self) -> None:
        self._by: dict[Name, set[int]] = {}
        self._said: dict[int, frozenset[Name]] = {}

    def put(self, position: int, said: Collection[Name]) -> None:
        """Whoever is at this position names these, and nobody else."""
        before, after = self._said.pop(position, frozenset()), frozenset(said)
        for name in before - after:
            self._drop(name, position)
        for name in after - before:
            self._by.setdefault(name, set()).add(position)
        if after:
            self._said[position] = after

    def positions(self, named: As, person_id: str, programme_id: str = "") -> Collection[int]:
        """Who names this person so."""
        return self._by.get((named, programme_id, person_id), ())

    def _drop(self, name: Name, position: int) -> None:
        saying = self._by[name]
        saying.discard(position)
        if not saying:
            del self._by[name]


def names_of(participant: Participant) -> Iterator[Name]:
    """Everybody whom this person names."""
    person = participant.person
    yield from ((As.NEVER, "", id) for id in person.never_with)
    yield from ((As.MANAGER, "", id) for id in person.reporting_line)
    yield from ((As.PREFERRED, "", id) for id in person.preferred)
    yield from ((As.MET, each.programme_id, each.person_id) for each in participant.encounters)
