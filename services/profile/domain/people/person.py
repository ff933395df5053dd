"""A person of an organisation: what the network knows, and what is nobody else's business."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.people import Person
from mentormesh_contracts.vocabulary import PersonStatus
from services.deciding import Aggregate, Indexed, Needing, Refusal, Unknown, require
from services.profile.domain.roster import PersonDeclaration


class PersonHasLeft(Refusal):
    """The person has left: whoever registers them again brings them back."""


class BeingErased(Refusal):
    """The person of this external id is being erased: whoever is registered under it in a moment is somebody new."""


class Confidences(BaseModel):
    """What a person's own organisation said and no event ever tells: name, contact, and its own ids of people."""

    model_config = ConfigDict(frozen=True)

    external_id: str
    name: str
    email: str | None = None
    phone: str | None = None
    shares_contact: bool = False
    preferred_external_ids: tuple[str, ...] = ()
    reporting_line_external_ids: tuple[str, ...] = ()
    never_with_external_ids: tuple[str, ...] = ()

    @classmethod
    def of(cls, declaration: PersonDeclaration) -> Self:
        """The part of a declaration that stays here."""
        return cls(**{field: getattr(declaration, field) for field in cls.model_fields})


class RegisteredPerson(Aggregate):
    """A person, once registered; they stay under their id when they leave and return."""

    KIND: ClassVar[str] = "persons"

    person: Person
    """As the events tell of them."""
    confidences: Confidences
    erased_at: datetime | None = None
    """Since when they are being erased: nobody finds them."""

    def organisations(self) -> Iterable[str]:
        """Their own, until they are being erased. Whoever is acquainted with them has another way."""
        return () if self.erased_at else (self.person.organisation_id,)

    def indexed(self) -> Mapping[str, Indexed]:
        """By what lists are filtered by."""
        return {
            "external_id": self.confidences.external_id,
            "roles": self.person.roles,
            "status": self.person.status,
        }

    @property
    def is_active(self) -> bool:
        """Whether they take part."""
        return self.person.status is PersonStatus.ACTIVE


def require_own_person(organisation_id: str, person_id: str) -> Needing[RegisteredPerson]:
    """A person of that organisation. Raises Unknown for anybody else, whether they exist or not."""
    found = yield from require(RegisteredPerson, person_id)
    if found.person.organisation_id != organisation_id or found.erased_at is not None:
        raise Unknown(RegisteredPerson.KIND, person_id)
    return found


def require_present(organisation_id: str, person_id: str) -> Needing[RegisteredPerson]:
    """One who takes part. Raises PersonHasLeft."""
    found = yield from require_own_person(organisation_id, person_id)
    if not found.is_active:
        raise PersonHasLeft("the person has left; register them again to bring them back", person_id=person_id)
    return found
