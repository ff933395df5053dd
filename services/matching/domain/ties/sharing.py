"""Who may meet whom: what the agreements between the organisations of a programme share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import NamedTuple

from mentormesh_contracts.organisations import Agreement
from mentormesh_contracts.programmes import Programme
from mentormesh_contracts.vocabulary import Role
from services.deciding import Needing, consult_each
from services.matching.domain.ties.tie import Tie, tie_id


class Side(NamedTuple):
    """One side of a pair: whose person, in which role."""

    organisation_id: str
    role: Role


@dataclass(frozen=True)
class Ties:
    """The ties that matter to a decision, at a point in time."""

    found: Mapping[str, Tie]
    now: datetime

    def between(self, one: str, other: str) -> Agreement | None:
        """The agreement in force between two organisations."""
        tie = self.found.get(tie_id(one, other))
        return tie.terms(self.now) if tie else None

    def admit(self, programme: Programme, organisation_id: str) -> bool:
        """Whether people of the organisation may take part: it is its own programme, or one that is shared with it."""
        if organisation_id == programme.organisation_id:
            return True
        terms = self.between(programme.organisation_id, organisation_id)
        return terms is not None and gives(terms, programme)

    def join(self, one: Side, other: Side) -> bool:
        """Whether people of these roles may meet: of one organisation always, of two if each shares its role."""
        if one.organisation_id == other.organisation_id:
            return True
        terms = self.between(one.organisation_id, other.organisation_id)
        return terms is not None and all(
            side.role in terms.share_of(side.organisation_id).roles for side in (one, other)
        )

    def allow(self, programme: Programme, one: Side, other: Side) -> bool:
        """Whether they may meet in this programme."""
        return (
            self.admit(programme, one.organisation_id)
            and self.admit(programme, other.organisation_id)
            and self.join(one, other)
        )


def gives(terms: Agreement, programme: Programme) -> bool:
    """Whether the programme's organisation opens it to the other party."""
    listed = terms.share_of(programme.organisation_id).programmes
    return programme.open_to_partners and (listed is None or programme.id in listed)


def ties_among(organisations: Iterable[str], now: datetime) -> Needing[Ties]:
    """The ties between all of these. They are replicas, so they are consulted: a place is what guards a proposal."""
    pairs = combinations(sorted(set(organisations)), 2)
    return Ties((yield from consult_each(Tie, (tie_id(*pair) for pair in pairs))), now)
