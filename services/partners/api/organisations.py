"""Organisations: who is in the network, as far as the caller may know."""

from typing import Any, Self

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Instant, Zone
from mentormesh_contracts.vocabulary import OrganisationStatus
from services.chassis.http.acting import Act
from services.chassis.http.caller import Caller
from services.chassis.http.conditional import etag
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import Stale, responses
from services.deciding import Unknown
from services.partners.api.callers import (
    AdministratorOrOperator,
    Operator,
    OrganisationId,
    OrganisationReader,
    asker_of,
)
from services.partners.api.reach import Reach
from services.partners.domain.organisations.change import (
    ChangeOrganisation,
    OrganisationHasLeft,
    change_organisation,
)
from services.partners.domain.organisations.join import Join, join
from services.partners.domain.organisations.leave import Leave, leave
from services.partners.domain.organisations.name_claim import NameTaken
from services.partners.domain.organisations.organisation import JoinedOrganisation, OrganisationName

router = APIRouter(prefix="/organisations")


def _perhaps(description: str) -> Any:
    return Field(default=None, exclude_if=lambda value: value is None, description=description)


class OrganisationView(BaseModel):
    """An organisation. Of one that the caller's shares with, the id and the name."""

    id: str
    name: str
    zone: Zone | None = _perhaps("For the organisation itself and for operators, like all that follows.")
    status: OrganisationStatus | None = _perhaps("Whether it takes part.")
    joined_at: Instant | None = _perhaps("Since when.")

    @classmethod
    def whole(cls, joined: JoinedOrganisation) -> Self:
        """For the organisation itself, and for operators."""
        return cls(**joined.organisation.model_dump())

    @classmethod
    def for_(cls, caller: Caller, joined: JoinedOrganisation) -> Self:
        """As the caller may see it."""
        if asker_of(caller).stands_for(joined.id):
            return cls.whole(joined)
        return cls(id=joined.id, name=joined.organisation.name)


class NewOrganisation(BaseModel):
    """Who joins."""

    model_config = ConfigDict(extra="forbid")

    name: OrganisationName
    zone: Zone = Field(default="UTC", description="Where its days begin and end.")


class OrganisationChange(BaseModel):
    """What becomes different; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: OrganisationName | None = None
    zone: Zone | None = None


@router.post("", status_code=201, response_model=OrganisationView, responses=responses(NameTaken))
async def join_organisation(body: NewOrganisation, caller: Operator, act: Act) -> Response:
    """Let an organisation into the network. It can do nothing until a key is issued for it."""
    command = Join(name=body.name, zone=body.zone)
    return await act(
        join, command, view=OrganisationView.whole, status=201, location=lambda joined: f"/v1/organisations/{joined.id}"
    )


@router.get("")
async def list_organisations(caller: OrganisationReader, read: Reach, page: PageQuery) -> Page[OrganisationView]:
    """One's own organisation, those that made it an offer, and those that it shares with. For operators: all."""
    return await listed(read, JoinedOrganisation, {}, page, lambda joined: OrganisationView.for_(caller, joined))


@router.get("/{organisation_id}", responses=responses(Unknown))
async def show_organisation(
    organisation_id: OrganisationId, caller: OrganisationReader, read: Reach, response: Response
) -> OrganisationView:
    """One of them."""
    stored = await read.get(JoinedOrganisation, organisation_id)
    if stored is None:
        raise Unknown(JoinedOrganisation.KIND, organisation_id)
    response.headers["ETag"] = etag(stored.revision)
    return OrganisationView.for_(caller, stored.state)


@router.patch(
    "/{organisation_id}",
    response_model=OrganisationView,
    responses=responses(Unknown, NameTaken, OrganisationHasLeft, Stale),
)
async def update_organisation(
    organisation_id: OrganisationId, body: OrganisationChange, caller: AdministratorOrOperator, act: Act
) -> Response:
    """Change the name or the zone of one's own organisation."""
    command = ChangeOrganisation(
        asker=asker_of(caller), organisation_id=organisation_id, name=body.name, zone=body.zone
    )
    return await act(
        change_organisation, command, view=OrganisationView.whole, target=(JoinedOrganisation, organisation_id)
    )


@router.post("/{organisation_id}/leave", response_model=OrganisationView, responses=responses(Unknown, Stale))
async def leave_network(organisation_id: OrganisationId, caller: AdministratorOrOperator, act: Act) -> Response:
    """Take one's own organisation out of the network for good: agreements end, keys are revoked, its name is free."""
    command = Leave(asker=asker_of(caller), organisation_id=organisation_id)
    return await act(leave, command, view=OrganisationView.whole, target=(JoinedOrganisation, organisation_id))
