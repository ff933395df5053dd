"""A coordinator's word on a pair, and who is pinned to whom."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Self

from services.deciding import Aggregate, Indexed, Refusal


class RulingKind(StrEnum):
    """Whether the two must be matched, or must not."""

    PIN = "pin"
    VETO = "veto"


class RuledOtherwise(Refusal):
    """One's own organisation has said the contrary of this pair: lift that first."""


class PinsAreForPairs(Refusal):
    """In a group programme nobody is pinned: the members of a group are chosen together."""


class PinnedElsewhere(Refusal):
    """The person is pinned to somebody else in this programme."""


class PinsExceedPlaces(Refusal):
    """More people are pinned to the mentor than there are places left."""


class Ruling(Aggregate):
    """A pair that must, or must not, be matched in a programme. What one organisation vetoes no other one pins."""

    KIND = "rulings"

    programme_id: str
    programme_organisation_id: str
    kind: RulingKind
    person_id: str
    """The mentee, or a peer."""
    other_id: str
    """The mentor, or the other peer."""
    by: tuple[str, ...]
    """Organisations that say so."""
    ruled_at: datetime

    def organisations(self) -> Iterable[str]:
        """Those that say so; a pin is seen by the programme's organisation too, a veto by nobody else."""
        if self.kind is RulingKind.VETO:
            return self.by
        return sorted({*self.by, self.programme_organisation_id})

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by programme, kind and person."""
        return {"programme_id": self.programme_id, "kind": self.kind, "people": self.pair}

    @property
    def pair(self) -> tuple[str, str]:
        """Both people."""
        return self.person_id, self.other_id

    def also_by(self, organisation_id: str) -> Self:
        """Said by one more."""
        return self.model_copy(update={"by": tuple(sorted({*self.by, organisation_id}))})

    def no_longer_by(self, organisation_id: str) -> Self:
        """Said by one less. A programme's organisation takes a pin back for everybody."""
        if self.kind is RulingKind.PIN and organisation_id == self.programme_organisation_id:
            return self.model_copy(update={"by": ()})
        return self.model_copy(update={"by": tuple(each for each in self.by if each != organisation_id)})


class Pinned(Aggregate):
    """To whom a person is pinned in a programme: what keeps pins from contradicting one another."""

    KIND = "pinned"

    to: tuple[str, ...] = ()

    def with_one(self, person_id: str) -> Self:
        """Pinned to one more."""
        return self.model_copy(update={"to": tuple(sorted({*self.to, person_id}))})

    def without(self, person_id: str) -> Self:
        """Pinned to them no longer."""
        return self.model_copy(update={"to": tuple(each for each in self.to if each != person_id)})


def ruling_id(programme_id: str, one: str, other: str) -> str:
    """One for each pair of a programme, whoever is named first."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, ":".join((programme_id, *sorted((one, other))))))


def pinned_id(programme_id: str, person_id: str) -> str:
    """One for each person of a programme."""
    return f"{programme_id}:{person_id}"
