"""Places of an agreement, one direction at a time: how many of the receiver's people the giver's mentors take."""

from collections.abc import Iterable, Mapping
from typing import Self

from mentormesh_contracts.organisations import Agreement
from services.deciding import Aggregate, Indexed, Refusal


class QuotaUsedUp(Refusal):
    """The agreement has no place left in this direction."""


class AgreementOver(Refusal):
    """The agreement between the two organisations has ended; nothing new can come of it."""


def places_id(agreement_id: str, giver: str) -> str:
    """The id of an agreement's places in one direction."""
    return f"{agreement_id}:{giver}"


class AgreementPlaces(Aggregate):
    """How many of the receiver's people have a mentorship with the giver's: counted from proposal to closure."""

    KIND = "agreement_places"
    OWN_FIELDS = ("used", "proposals")

    agreement_id: str
    giver: str
    receiver: str
    quota: int | None = None
    """None: no limit."""
    used: int = 0
    proposals: tuple[str, ...] = ()
    """Mentorships that are proposed still: they lapse when the agreement ends."""
    over: bool = False

    @classmethod
    def of(cls, agreement: Agreement, giver: str, receiver: str) -> Self:
        """The places that one party gives the other."""
        return cls(
            id=places_id(agreement.id, giver),
            agreement_id=agreement.id,
            giver=giver,
            receiver=receiver,
            quota=agreement.share_of(giver).places,
        )

    def organisations(self) -> Iterable[str]:
        """Both parties see how many are taken."""
        return (self.giver, self.receiver)

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by whether it is over."""
        return {"over": self.over}

    @property
    def left(self) -> int | None:
        """How many are free; None: no limit."""
        return None if self.quota is None else max(0, self.quota - self.used)

    def insist_in_force(self) -> None:
        """Raise AgreementOver if the agreement has ended."""
        if self.over:
            raise AgreementOver("the agreement between the two organisations has ended")

    def taken(self, places: int) -> Self:
        """With so many more in use. Raises QuotaUsedUp or AgreementOver."""
        self.insist_in_force()
        if self.left is not None and self.left < places:
            raise QuotaUsedUp("the agreement has no place left", places_left=self.left)
        return self.model_copy(update={"used": self.used + places})

    def freed(self, places: int) -> Self:
        """With so many fewer in use."""
        return self.model_copy(update={"used": max(0, self.used - places)})

    def with_proposal(self, mentorship_id: str) -> Self:
        """With a mentorship that is to lapse if the agreement ends."""
        return self.model_copy(update={"proposals": (*self.proposals, mentorship_id)})

    def without_proposal(self, mentorship_id: str) -> Self:
        """Without it: it was answered."""
        return self.model_copy(update={"proposals": tuple(id for id in self.proposals if id != mentorship_id)})
