"""Readiness: what a person's own organisation should ask them before they are enrolled."""

from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from mentormesh_contracts.vocabulary import Role, Scope
from services.chassis.http.acting import OwnReader
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.profile.api.callers import PersonId, ReaderCaller
from services.profile.domain.people.person import RegisteredPerson
from services.profile.domain.people.readiness import Check, Gap, Readiness, readiness_of

router = APIRouter(prefix="/people/{person_id}/readiness")


class GapView(BaseModel):
    """Something that is missing, or stands in the way."""

    gap: Gap
    field: str = Field(description="The field of the declaration that is concerned.")
    says: str = Field(description="What to ask, or what is the matter.")

    @classmethod
    def of(cls, check: Check) -> Self:
        """With its sentence."""
        return cls(gap=check.gap, field=check.field, says=check.gap.definition)


class RoleReadinessView(BaseModel):
    """What is missing in one role."""

    role: Role
    ready: bool
    missing: list[GapView]


class ReadinessView(BaseModel):
    """What is missing."""

    person_id: str
    missing: list[GapView] = Field(description="Whatever the role.")
    roles: list[RoleReadinessView]

    @classmethod
    def of(cls, person_id: str, readiness: Readiness) -> Self:
        """Ready is who lacks nothing, neither in the role nor at all."""
        roles = [
            RoleReadinessView(role=role, ready=not (gaps or readiness.gaps), missing=[GapView.of(gap) for gap in gaps])
            for role, gaps in readiness.by_role.items()
        ]
        return cls(person_id=person_id, missing=[GapView.of(gap) for gap in readiness.gaps], roles=roles)


@router.get("", responses=responses(Unknown))
async def show_readiness(person_id: PersonId, caller: ReaderCaller, read: OwnReader) -> ReadinessView:
    """What is missing of one's own person before they can be enrolled, by role."""
    stored = await read.get(RegisteredPerson, person_id)
    if stored is None:
        raise Unknown(RegisteredPerson.KIND, person_id)
    found = readiness_of(stored.state.person, in_confidence=caller.may(Scope.COORDINATE))
    return ReadinessView.of(person_id, found)
