"""What two organisations share under an agreement that is active."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from mentormesh_contracts.organisations import (
    Agreement,
    AgreementAccepted,
    AgreementDeclined,
    AgreementEnded,
    AgreementOffered,
)
from mentormesh_contracts.vocabulary import AgreementStatus, Role
from services.deciding import Aggregate, Context, Deciding, Decision, Indexed, need


class Tie(Aggregate):
    """The roles in which each of the two shares its people. Its id is the agreement's."""

    KIND: ClassVar[str] = "ties"
    HEARD: ClassVar[bool] = True
    OWN_FIELDS: ClassVar[tuple[str, ...]] = ()

    shares: dict[str, tuple[Role, ...]]
    """By the giving organisation."""

    @classmethod
    def of(cls, agreement: Agreement) -> Self:
        """What this service needs of an agreement."""
        parties = (agreement.offered_by, agreement.offered_to)
        return cls(id=agreement.id, shares={party: agreement.share_of(party).roles for party in parties})

    def organisations(self) -> Iterable[str]:
        """The two parties."""
        return tuple(self.shares)

    def indexed(self) -> Mapping[str, Indexed]:
        """By either party."""
        return {"parties": tuple(self.shares)}

    def lets(self, viewer_id: str, see: str, role: Role) -> bool:
        """Whether the viewer is shared the other organisation's people in this role."""
        return viewer_id in self.shares and viewer_id != see and role in self.shares.get(see, ())


AgreementEvent = AgreementOffered | AgreementAccepted | AgreementDeclined | AgreementEnded


def tie(event: AgreementEvent, context: Context) -> Deciding:
    """An active agreement ties its parties; its end unties them."""
    before = yield from need(Tie, event.after.id)
    if event.after.status is AgreementStatus.ACTIVE:
        return Decision().save(Tie.of(event.after))
    return Decision().remove(before) if before else Decision()
