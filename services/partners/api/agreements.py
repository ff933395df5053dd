"""Sharing agreements: offered, answered, ended. Nobody but the two parties sees one."""

from typing import Annotated, Self

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Identifier, Instant
from mentormesh_contracts.organisations import Share
from mentormesh_contracts.vocabulary import AgreementStatus
from services.chassis.http.acting import Act, OwnReader
from services.chassis.http.conditional import etag
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import Stale, responses
from services.deciding import Unknown
from services.partners.api.callers import Administrator, AgreementId, PartyReader
from services.partners.domain.agreements.agreement import AgreementOver, SharingAgreement
from services.partners.domain.agreements.answer import (
    Accept,
    AgreementAnswered,
    Decline,
    OfferLapsed,
    OnlyTheOtherAnswers,
    accept,
    decline,
)
from services.partners.domain.agreements.end import End, end
from services.partners.domain.agreements.offer import (
    AgreementStands,
    AlreadyOver,
    Offer,
    OfferedToItself,
    TooManyAgreements,
    offer,
)

router = APIRouter(prefix="/agreements")
ANSWERED = (Unknown, OnlyTheOtherAnswers, AgreementAnswered, AgreementOver, Stale)


class Terms(Share):
    """What one organisation shares."""

    model_config = ConfigDict(extra="forbid")


class NewOffer(BaseModel):
    """What is offered, and to whom."""

    model_config = ConfigDict(extra="forbid")

    offered_to: Identifier = Field(description="Id of the other organisation.")
    gives: Terms = Field(default=Terms(), description="What one's own organisation shares.")
    receives: Terms = Field(default=Terms(), description="What the other one shares.")
    dual_approval: bool = Field(default=False, description="Coordinators of both must approve each match.")
    valid_until: Instant | None = Field(default=None, description="Absent: until one of the two ends it.")


class AgreementView(BaseModel):
    """An agreement, as both parties see it."""

    id: str
    offered_by: str
    offered_to: str
    gives: Share = Field(description="What `offered_by` shares.")
    receives: Share = Field(description="What `offered_to` shares.")
    dual_approval: bool
    valid_until: Instant | None
    status: AgreementStatus
    offered_at: Instant
    answered_at: Instant | None
    ended_at: Instant | None

    @classmethod
    def of(cls, state: SharingAgreement) -> Self:
        """As the events tell of it, too."""
        return cls(**dict(state.agreement))


def _address(state: SharingAgreement) -> str:
    return f"/v1/agreements/{state.id}"


@router.post(
    "",
    status_code=201,
    response_model=AgreementView,
    responses=responses(Unknown, OfferedToItself, AlreadyOver, AgreementStands, TooManyAgreements),
)
async def offer_agreement(body: NewOffer, caller: Administrator, act: Act) -> Response:
    """Offer another organisation to share. It learns who offers; who it is itself is told once it accepts."""
    command = Offer(organisation_id=caller.organisation_id, **dict(body))
    return await act(offer, command, view=AgreementView.of, status=201, location=_address)


@router.get("")
async def list_agreements(
    caller: PartyReader,
    read: OwnReader,
    page: PageQuery,
    status: Annotated[AgreementStatus | None, Query(description="Only those that stand so.")] = None,
) -> Page[AgreementView]:
    """Agreements that one's own organisation offered or was offered, in the order of their last change."""
    return await listed(read, SharingAgreement, {"status": status}, page, AgreementView.of)


@router.get("/{agreement_id}", responses=responses(Unknown))
async def show_agreement(
    agreement_id: AgreementId, caller: PartyReader, read: OwnReader, response: Response
) -> AgreementView:
    """One of them."""
    stored = await read.get(SharingAgreement, agreement_id)
    if stored is None:
        raise Unknown(SharingAgreement.KIND, agreement_id)
    response.headers["ETag"] = etag(stored.revision)
    return AgreementView.of(stored.state)


@router.post("/{agreement_id}/accept", response_model=AgreementView, responses=responses(*ANSWERED, OfferLapsed))
async def accept_agreement(agreement_id: AgreementId, caller: Administrator, act: Act) -> Response:
    """Accept what the other organisation offered, as it is: from now on people and programmes are shared."""
    command = Accept(organisation_id=caller.organisation_id, agreement_id=agreement_id)
    return await act(accept, command, view=AgreementView.of, target=(SharingAgreement, agreement_id))


@router.post("/{agreement_id}/decline", response_model=AgreementView, responses=responses(*ANSWERED))
async def decline_agreement(agreement_id: AgreementId, caller: Administrator, act: Act) -> Response:
    """Leave what the other organisation offered."""
    command = Decline(organisation_id=caller.organisation_id, agreement_id=agreement_id)
    return await act(decline, command, view=AgreementView.of, target=(SharingAgreement, agreement_id))


@router.post("/{agreement_id}/end", response_model=AgreementView, responses=responses(Unknown, AgreementOver, Stale))
async def end_agreement(agreement_id: AgreementId, caller: Administrator, act: Act) -> Response:
    """End it, or take back an offer: open proposals lapse, active mentorships go on."""
    command = End(organisation_id=caller.organisation_id, agreement_id=agreement_id)
    return await act(end, command, view=AgreementView.of, target=(SharingAgreement, agreement_id))
