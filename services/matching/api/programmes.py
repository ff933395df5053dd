"""Programmes: one's own, and those that partners open."""

from typing import Annotated, Self

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Instant
from mentormesh_contracts.programmes import Policy, Structure
from mentormesh_contracts.vocabulary import ProgrammeKind, ProgrammeStatus
from services.chassis.http.acting import Act
from services.chassis.http.conditional import etag
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import Stale, responses
from services.deciding import Unknown
from services.matching.api.callers import Coordinator, Looker, OwnDirectory, ProgrammeId
from services.matching.api.policy_terms import PolicyTerms
from services.matching.domain.programmes.close import CloseProgramme, close_programme
from services.matching.domain.programmes.open import OpenProgramme, open_programme
from services.matching.domain.programmes.organisation import OrganisationHasLeft
from services.matching.domain.programmes.programme import (
    MentoringProgramme,
    PolicyContradictsItself,
    PolicyWeighsNothing,
    ProgrammeOver,
)
from services.matching.domain.programmes.revise import RevisePolicy, revise_policy

router = APIRouter(prefix="/programmes")


class StructureTerms(Structure):
    """How mentorships of the programme are meant to go."""

    model_config = ConfigDict(extra="forbid")

    def plain(self) -> Structure:
        """As the rules know it."""
        return Structure(**dict(self))


class NewProgramme(BaseModel):
    """What kind of programme, and by which rules."""

    model_config = ConfigDict(extra="forbid")

    kind: ProgrammeKind
    title: Annotated[str, Field(min_length=1, max_length=200)]
    open_to_partners: bool = Field(default=False, description="Open to those whom an agreement joins.")
    policy: PolicyTerms = PolicyTerms()
    structure: StructureTerms = StructureTerms()


class ProgrammeView(BaseModel):
    """A programme, as its own organisation and those it is open to see it."""

    id: str
    organisation_id: str = Field(description="The organisation that runs it.")
    kind: ProgrammeKind
    title: str
    open_to_partners: bool
    policy: Policy
    structure: Structure
    status: ProgrammeStatus
    opened_at: Instant
    changed_at: Instant

    @classmethod
    def of(cls, programme: MentoringProgramme) -> Self:
        """As the events tell of it, too."""
        return cls(**dict(programme.public))


def _address(programme: MentoringProgramme) -> str:
    return f"/v1/programmes/{programme.id}"


@router.post(
    "",
    status_code=201,
    response_model=ProgrammeView,
    responses=responses(PolicyWeighsNothing, PolicyContradictsItself, OrganisationHasLeft),
)
async def open_a_programme(body: NewProgramme, caller: Coordinator, act: Act) -> Response:
    """Open a programme of one of the four kinds."""
    command = OpenProgramme(
        organisation_id=caller.organisation_id,
        kind=body.kind,
        title=body.title,
        open_to_partners=body.open_to_partners,
        policy=body.policy.plain(),
        structure=body.structure.plain(),
    )
    return await act(open_programme, command, view=ProgrammeView.of, status=201, location=_address)


@router.get("")
async def list_programmes(
    caller: Looker,
    directory: OwnDirectory,
    page: PageQuery,
    kind: Annotated[ProgrammeKind | None, Query(description="Only of this kind.")] = None,
    status: Annotated[ProgrammeStatus | None, Query(description="Only those that stand so.")] = None,
) -> Page[ProgrammeView]:
    """The directory: one's own programmes, and those that partners open, in the order of their last change."""
    where = {"audience": {"$in": await directory.audiences()}, "kind": kind, "status": status}
    return await listed(directory.read, MentoringProgramme, where, page, ProgrammeView.of)


@router.get("/{programme_id}", responses=responses(Unknown))
async def show_programme(
    programme_id: ProgrammeId, caller: Looker, directory: OwnDirectory, response: Response
) -> ProgrammeView:
    """One of them."""
    stored = await directory.programme(programme_id)
    response.headers["ETag"] = etag(stored.revision)
    return ProgrammeView.of(stored.state)


@router.put(
    "/{programme_id}/policy",
    response_model=ProgrammeView,
    responses=responses(Unknown, ProgrammeOver, PolicyWeighsNothing, PolicyContradictsItself, Stale),
)
async def revise_a_policy(programme_id: ProgrammeId, body: PolicyTerms, caller: Coordinator, act: Act) -> Response:
    """Replace the matching rules by their next version. A running cycle keeps the one that it began with."""
    command = RevisePolicy(organisation_id=caller.organisation_id, programme_id=programme_id, policy=body.plain())
    return await act(revise_policy, command, view=ProgrammeView.of, target=(MentoringProgramme, programme_id))


@router.post("/{programme_id}/close", response_model=ProgrammeView, responses=responses(Unknown, ProgrammeOver, Stale))
async def close_a_programme(programme_id: ProgrammeId, caller: Coordinator, act: Act) -> Response:
    """Take nobody new. Mentorships under way, and proposals, go on."""
    command = CloseProgramme(organisation_id=caller.organisation_id, programme_id=programme_id)
    return await act(close_programme, command, view=ProgrammeView.of, target=(MentoringProgramme, programme_id))
