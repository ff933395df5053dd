"""The tie between two organisations."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from mentormesh_contracts.organisations import Agreement
from services.deciding import Aggregate


def tie_id(one: str, other: str) -> str:
    """The id of the tie between two organisations, whichever is named first."""
    return ":".join(sorted((one, other)))


class Tie(Aggregate):
    """The active agreements of two organisations; the one that was accepted last is in force."""

    KIND = "ties"
    HEARD = True
    OWN_FIELDS = ()
    HISTORY_FIELDS = ("agreements",)

    between: tuple[str, str]
    agreements: tuple[Agreement, ...] = ()
    """Active ones, in the order in which they were accepted."""

    @classmethod
    def of(cls, agreement: Agreement) -> Self:
        """A tie between the parties of an agreement, with nothing in force yet."""
        one, other = sorted((agreement.offered_by, agreement.offered_to))
        return cls(id=tie_id(one, other), between=(one, other))

    def organisations(self) -> Iterable[str]:
        """Both see it."""
        return self.between

    def partner_of(self, organisation_id: str) -> str:
        """The other organisation."""
        one, other = self.between
        return other if organisation_id == one else one

    def terms(self, now: datetime) -> Agreement | None:
        """The agreement in force, if any."""
        in_force = [each for each in self.agreements if each.valid_until is None or each.valid_until > now]
        return in_force[-1] if in_force else None

    def joined_by(self, agreement: Agreement) -> Self:
        """The tie with one more agreement, or a newer state of one."""
        others = self.without(agreement.id).agreements
        ordered = sorted((*others, agreement), key=lambda each: (each.answered_at or each.offered_at, each.id))
        return self.model_copy(update={"agreements": tuple(ordered)})

    def without(self, agreement_id: str) -> Self:
        """The tie without that agreement."""
        return self.model_copy(
            update={"agreements": tuple(each for each in self.agreements if each.id != agreement_id)}
        )
