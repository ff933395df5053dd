"""The index: every mentor of the network in the engine's columns, and what joins their organisations."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from mentormesh_contracts.vocabulary import Role
from services.chassis.mongo.documents import Stored
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.hours import usual_blocks
from services.matching.domain.ties.places import AgreementPlaces
from services.matching.domain.ties.sharing import Ties
from services.matching.domain.ties.tie import Tie, tie_id
from services.matching.engine.ranking.store import Mentors
from services.matching.recommending.named import Named, names_of
from services.matching.recommending.numbers import Vocabulary
from services.matching.recommending.rows import row_of


class Index:
    """Holds no I/O: it is told of participants, ties and places, in any order, and keeps the newest of each.

    About 300 bytes a mentor in columns, and about as much again for ids and for whom they name.
    """

    def __init__(self, monday: date) -> None:
        self.monday = monday
        """The week for which hours are known."""
        self.vocabulary = Vocabulary()
        self.mentors = Mentors()
        self.named = Named()
        self.places: dict[str, AgreementPlaces] = {}
        self.memory: dict[Hashable, Any] = {}
        """Of answers that were worked out from what joins organisations; forgotten when that changes."""
        self._ties: dict[str, Tie] = {}
        self._partners: dict[str, dict[str, None]] = {}
        self._position: dict[str, int] = {}
        self._id: list[str | None] = []
        self._revision: list[int] = []
        self._vacant: list[int] = []

    def __len__(self) -> int:
        return len(self._position)

    def put_participant(self, stored: Stored[Participant]) -> bool:
        """The participant as they are; whether that was news. Those who are no mentors are left out."""
        participant = stored.state
        if self.revision(participant.id) >= stored.revision:
            return False
        if not participant.takes_role(Role.MENTOR):
            return self.remove_participant(participant.id)
        position = self._place(participant.id)
        self._revision[position] = stored.revision
        self.mentors.put(
            position,
            row_of(participant, self.vocabulary, self.monday),
            places=participant.places_left,
            programmes=[self.vocabulary.programmes.number(id) for id in _mentoring_in(participant)],
            precedence=precedence(participant.id),
        )
        self.named.put(position, list(names_of(participant)))
        return True

    def remove_participant(self, id: str) -> bool:
        """Nobody, or no mentor any more; whether that was news."""
        position = self._position.pop(id, None)
        if position is None:
            return False
        self.mentors.remove(position)
        self.named.put(position, ())
        self._id[position], self._revision[position] = None, 0
        self._vacant.append(position)
        return True

    def put_hours(self, stored: Stored[Participant]) -> None:
        """The hours of the week that the index is for, of somebody who has not changed since."""
        if self.revision(stored.state.id) == stored.revision:
            self.mentors.put_hours(self._position[stored.state.id], usual_blocks(stored.state.person, self.monday))

    def put_tie(self, tie: Tie) -> None:
        """What joins two organisations."""
        self.memory.clear()
        self._ties[tie.id] = tie
        for organisation_id in tie.between:
            self._partners.setdefault(organisation_id, {})[tie.partner_of(organisation_id)] = None

    def put_places(self, places: AgreementPlaces) -> None:
        """How many places one organisation gives another one, and how many are taken."""
        self.memory.clear()
        self.places[places.id] = places

    def ties(self, now: datetime) -> Ties:
        """All of them, at this time."""
        return Ties(self._ties, now)

    def ties_of(self, organisation_id: str) -> Iterator[Tie]:
        """Those of one organisation."""
        return (self._ties[tie_id(organisation_id, partner)] for partner in self.partners(organisation_id))

    def partners(self, organisation_id: str) -> Iterable[str]:
        """Organisations to which this one is tied, or was."""
        return self._partners.get(organisation_id, ())

    def position(self, id: str) -> int | None:
        """Where a mentor is."""
        return self._position.get(id)

    def id(self, position: int) -> str:
        """Who is at a position. Raises KeyError for nobody."""
        found = self._id[position]
        if found is None:
            raise KeyError(position)
        return found

    def revision(self, id: str) -> int:
        """Of a mentor in the index; 0 for anybody else."""
        position = self._position.get(id)
        return 0 if position is None else self._revision[position]

    def _place(self, id: str) -> int:
        position = self._position.get(id)
        if position is not None:
            return position
        if self._vacant:
            position = self._vacant.pop()
            self._id[position] = id
        else:
            position = len(self._id)
            self._id.append(id)
            self._revision.append(0)
        self._position[id] = position
        return position


def precedence(id: str) -> int:
    """Of two who suit equally well the one with the lower number comes first, in every process: it favours nobody."""
    return int.from_bytes(blake2b(id.encode(), digest_size=8).digest(), "big")


def _mentoring_in(participant: Participant) -> Iterable[str]:
    return (each.programme_id for each in participant.enrolments if each.role is Role.MENTOR)
