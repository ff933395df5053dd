"""A sharing agreement between two organisations, and who may find it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from mentormesh_contracts.organisations import Agreement
from mentormesh_contracts.vocabulary import AgreementStatus
from services.deciding import Aggregate, Needing, Refusal, Unknown, require

STANDING = (AgreementStatus.OFFERED, AgreementStatus.ACTIVE)


class AgreementOver(Refusal):
    """The agreement was declined, or is over."""


class SharingAgreement(Aggregate):
    """An agreement in any state of its life. Nobody but its two parties knows of it."""

    KIND: ClassVar[str] = "agreements"

    agreement: Agreement

    def organisations(self) -> Iterable[str]:
        """The two parties."""
        return (self.agreement.offered_by, self.agreement.offered_to)

    def indexed(self) -> Mapping[str, str]:
        """By its status."""
        return {"status": self.agreement.status}

    @property
    def stands(self) -> bool:
        """Offered or active: there is no room for another one between the two."""
        return self.agreement.status in STANDING

    def is_past(self, now: datetime) -> bool:
        """Whether its last day is over, though nobody may have noted it yet."""
        return self.agreement.valid_until is not None and self.agreement.valid_until <= now

    def changed(self, **changes: Any) -> Self:
        """The agreement with these fields changed."""
        return self.model_copy(update={"agreement": self.agreement.model_copy(update=changes)})


def require_standing(organisation_id: str, agreement_id: str) -> Needing[SharingAgreement]:
    """A party's agreement that is offered or active. Raises AgreementOver, or Unknown for whoever is no party."""
    found = yield from require(SharingAgreement, agreement_id)
    if organisation_id not in found.organisations():
        raise Unknown(SharingAgreement.KIND, agreement_id)
    if not found.stands:
        raise AgreementOver(
            f"the agreement is {found.agreement.status.value} already", agreement_status=found.agreement.status
        )
    return found


def ends_by_date(agreement_id: str) -> str:
    """The id of the reminder that ends an agreement on its last day."""
    return f"agreement:{agreement_id}:ends"
