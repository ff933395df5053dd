"""People: registered, changed, found."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from mentormesh_contracts.vocabulary import PersonStatus, Role, Scope
from services.chassis.http.acting import Act, CurrentRuntime, OwnReader
from services.chassis.http.conditional import etag
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.profile.api.callers import PersonId, ReaderCaller, RosterKeeper
from services.profile.api.views import DeclaredView
from services.profile.domain.people.outcome import Declared
from services.profile.domain.people.person import BeingErased, RegisteredPerson
from services.profile.domain.people.register import ExternalIdTaken, Register, register
from services.profile.domain.roster import PersonDeclaration
from services.profile.domain.sight.person_view import PersonView
from services.profile.domain.sight.view_of import Viewer, own_view, view_of
from services.profile.store import acquainted_person, people_that

router = APIRouter(prefix="/people")


def _address(declared: Declared) -> str:
    return f"/v1/people/{declared.person.id}"


@router.post("", status_code=201, response_model=DeclaredView, responses=responses(ExternalIdTaken, BeingErased))
async def register_person(body: PersonDeclaration, caller: RosterKeeper, act: Act) -> Response:
    """Register a person, or bring back one who had left. The same again changes nothing, and says so.

    People whom the declaration names by external ids need not be registered yet.
    """
    command = Register(organisation_id=caller.organisation_id, declaration=body)
    return await act(register, command, view=DeclaredView.of, status=201, location=_address)


@router.get("")
async def list_people(
    caller: ReaderCaller,
    read: OwnReader,
    page: PageQuery,
    role: Annotated[Role | None, Query(description="Only those who take this role.")] = None,
    external_id: Annotated[str | None, Query(max_length=100, description="Whom one calls so.")] = None,
    status: Annotated[PersonStatus | None, Query(description="Only those that stand so.")] = None,
) -> Page[PersonView]:
    """One's own organisation's people, in the order of their last change. Partners' people are shown one by one."""
    where = people_that(role=role, external_id=external_id, status=status)
    in_confidence = caller.may(Scope.COORDINATE)
    return await listed(read, RegisteredPerson, where, page, lambda state: own_view(state, in_confidence=in_confidence))


@router.get("/{person_id}", responses=responses(Unknown))
async def show_person(
    person_id: PersonId, caller: ReaderCaller, read: OwnReader, runtime: CurrentRuntime, response: Response
) -> PersonView:
    """A person, as far as one may see them: one's own, or somebody whom one's own are proposed to, or meet."""
    viewer = Viewer(caller.organisation_id, coordinates=caller.may(Scope.COORDINATE))
    own = await read.get(RegisteredPerson, person_id)
    if own is not None:
        response.headers["ETag"] = etag(own.revision)
        return view_of(own.state, viewer)
    state, acquaintances, ties = await acquainted_person(read, runtime.reader, person_id)
    return view_of(state, viewer, acquaintances, ties)
