"""What becomes of a registered person: changed as a whole or in part, and gone."""

from typing import Annotated

from fastapi import APIRouter, Body, Response
from pydantic import JsonValue

from services.chassis.http.acting import Act
from services.chassis.http.problems import Stale, responses
from services.deciding import Unknown
from services.profile.api.callers import PersonId, RosterKeeper
from services.profile.api.views import DeclaredView
from services.profile.domain.people.change import (
    Amend,
    Change,
    DeclarationInvalid,
    ExternalIdFixed,
    amend,
    change,
)
from services.profile.domain.people.leave import Leave, leave
from services.profile.domain.people.person import PersonHasLeft, RegisteredPerson
from services.profile.domain.roster import PersonDeclaration

router = APIRouter(prefix="/people/{person_id}")
CHANGED = (Unknown, PersonHasLeft, ExternalIdFixed, Stale)
Patch = Annotated[
    dict[str, JsonValue],
    Body(
        media_type="application/merge-patch+json",
        max_length=50,
        description="Fields of a declaration (RFC 7396): null takes back, maps are merged, all else is replaced.",
        examples=[{"places_offered": 2, "strengths": {"python": 4}}],
    ),
]


@router.put("", response_model=DeclaredView, responses=responses(*CHANGED))
async def change_person(person_id: PersonId, body: PersonDeclaration, caller: RosterKeeper, act: Act) -> Response:
    """Declare a person anew, as a whole: what is not said is taken back."""
    command = Change(organisation_id=caller.organisation_id, person_id=person_id, declaration=body)
    return await act(change, command, view=DeclaredView.of, target=(RegisteredPerson, person_id))


@router.patch("", response_model=DeclaredView, responses=responses(*CHANGED, DeclarationInvalid))
async def amend_person(person_id: PersonId, body: Patch, caller: RosterKeeper, act: Act) -> Response:
    """Change some of what is declared of a person."""
    command = Amend(organisation_id=caller.organisation_id, person_id=person_id, patch=body)
    return await act(amend, command, view=DeclaredView.of, target=(RegisteredPerson, person_id))


@router.post("/leave", response_model=DeclaredView, responses=responses(Unknown, Stale))
async def leave_person(person_id: PersonId, caller: RosterKeeper, act: Act) -> Response:
    """The person leaves: open proposals lapse, mentorships end. Registering them again brings them back."""
    command = Leave(organisation_id=caller.organisation_id, person_id=person_id)
    return await act(leave, command, view=DeclaredView.of, target=(RegisteredPerson, person_id))
