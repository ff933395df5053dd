"""An organisation of the network, with what holds on to it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, StringConstraints

from mentormesh_contracts.organisations import Organisation
from mentormesh_contracts.vocabulary import OrganisationStatus
from services.deciding import Aggregate, Needing, Unknown, require
from services.partners.domain.asker import Asker
from services.partners.domain.texts import on_one_line

OrganisationName = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    AfterValidator(on_one_line),
]


class JoinedOrganisation(Aggregate):
    """An organisation, the agreements that tie it to others, and the keys that speak for it.

    Ties and keys are kept here so that there is one agreement at most between two organisations, and so that whoever
    leaves leaves nothing behind.
    """

    KIND: ClassVar[str] = "organisations"

    organisation: Organisation
    ties: dict[str, str] = {}
    """By the other organisation's id: the agreement between the two that is offered or active."""
    known_to: tuple[str, ...] = ()
    """Other organisations that may know its name."""
    keys: dict[str, datetime] = {}
    """Keys that were not revoked, and until when each is valid."""

    def organisations(self) -> Iterable[str]:
        """Itself, and those that may know its name."""
        return (self.id, *self.known_to)

    @property
    def is_active(self) -> bool:
        """Whether it takes part in the network."""
        return self.organisation.status is OrganisationStatus.ACTIVE

    def tied(self, other_id: str, agreement_id: str) -> Self:
        """With an agreement offered to or by the other one."""
        return self.model_copy(update={"ties": {**self.ties, other_id: agreement_id}})

    def shown_to(self, other_id: str) -> Self:
        """Known by name to the other one."""
        return self.model_copy(update={"known_to": (*self._known_without(other_id), other_id)})

    def untied(self, other_id: str) -> Self:
        """Without an agreement with the other one, and unknown to it again."""
        ties = {id: agreement_id for id, agreement_id in self.ties.items() if id != other_id}
        return self.model_copy(update={"ties": ties, "known_to": self._known_without(other_id)})

    def with_keys(self, valid: dict[str, datetime], now: datetime) -> Self:
        """With these keys as well, and without those that have expired."""
        unexpired = {id: until for id, until in self.keys.items() if until > now}
        return self.model_copy(update={"keys": unexpired | valid})

    def without_key(self, key_id: str) -> Self:
        """Without a key that was revoked."""
        return self.model_copy(update={"keys": {id: until for id, until in self.keys.items() if id != key_id}})

    def _known_without(self, other_id: str) -> tuple[str, ...]:
        return tuple(id for id in self.known_to if id != other_id)


def require_active(organisation_id: str) -> Needing[JoinedOrganisation]:
    """An organisation that takes part. Raises Unknown if there is none, or if it has left."""
    found = yield from require(JoinedOrganisation, organisation_id)
    if not found.is_active:
        raise Unknown(JoinedOrganisation.KIND, organisation_id)
    return found


def require_own(asker: Asker, organisation_id: str) -> Needing[JoinedOrganisation]:
    """The organisation that the asker stands for. Raises Unknown for any other, whether it exists or not."""
    if not asker.stands_for(organisation_id):
        raise Unknown(JoinedOrganisation.KIND, organisation_id)
    return (yield from require(JoinedOrganisation, organisation_id))
