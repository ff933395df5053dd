"""What profile looks up: indexes, and questions to readers within their scopes."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from mentormesh_contracts.vocabulary import PersonStatus, Role
from services.chassis.mongo.indexes import Indexes
from services.chassis.mongo.reading import Reader
from services.chassis.mongo.scope import OrganisationScope
from services.deciding import Unknown
from services.profile.domain.people.person import RegisteredPerson
from services.profile.domain.sight.acquaintance import Acquaintance
from services.profile.domain.sight.tie import Tie

INDEXES: Indexes = {
    RegisteredPerson: (("external_id",), ("status",)),
    Acquaintance: (("person_ids",),),
    Tie: (("parties",),),
}


class AcquaintedPerson(NamedTuple):
    """A partner's person, with all that says what of them may be seen."""

    state: RegisteredPerson
    acquaintances: list[Acquaintance]
    ties: list[Tie]


def people_that(
    *, role: Role | None = None, external_id: str | None = None, status: PersonStatus | None = None
) -> Mapping[str, str | None]:
    """The filter for people who fit all that is given."""
    return {"roles": role, "external_id": external_id, "status": status}


async def acquainted_person(
    own: Reader, reader_of: Callable[[OrganisationScope], Reader], person_id: str
) -> AcquaintedPerson:
    """A person whom somebody of one's own is proposed to, or meets. Raises Unknown for everybody else.

    Who they are is read in the scope of their own organisation, and that is known from the acquaintance alone.
    """
    acquaintances = [each async for each in own.all(Acquaintance, {"person_ids": person_id})]
    for acquaintance in acquaintances:
        member = acquaintance.member(person_id)
        theirs = member and await reader_of(OrganisationScope(member.organisation_id)).get(RegisteredPerson, person_id)
        if member and theirs:
            ties = [each async for each in own.all(Tie, {"parties": member.organisation_id})]
            return AcquaintedPerson(theirs.state, acquaintances, ties)
    raise Unknown(RegisteredPerson.KIND, person_id)
