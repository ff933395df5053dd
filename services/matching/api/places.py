"""Places: of one's own mentors, and of one's agreements in each direction."""

from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from services.chassis.http.acting import OwnReader
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.matching.api.callers import Looker
from services.matching.domain.participants.participant import Participant
from services.matching.domain.ties.places import AgreementPlaces

router = APIRouter(prefix="/places")


class MentorPlacesView(BaseModel):
    """How many mentorships one's own mentor takes at once, and has now."""

    person_id: str
    offered: int
    used: int = Field(description="From proposal to closure.")

    @classmethod
    def of(cls, participant: Participant) -> Self:
        """In all programmes together."""
        return cls(person_id=participant.id, offered=participant.person.places_offered, used=len(participant.mentoring))


class AgreementPlacesView(BaseModel):
    """How many of the receiver's people the giver's mentors take, in one direction of an agreement."""

    agreement_id: str
    giver: str
    receiver: str
    quota: int | None = Field(description="Absent: no limit.")
    used: int = Field(description="From proposal to closure.")
    over: bool = Field(description="The agreement has ended; what is under way goes on.")

    @classmethod
    def of(cls, places: AgreementPlaces) -> Self:
        """As both parties see it."""
        return cls(**{name: getattr(places, name) for name in cls.model_fields})


@router.get("/mentors")
async def list_mentor_places(caller: Looker, read: OwnReader, page: PageQuery) -> Page[MentorPlacesView]:
    """One's own people who offer places or have some in use, in the order of their last change."""
    return await listed(read, Participant, {"has_places": True}, page, MentorPlacesView.of)


@router.get("/agreements")
async def list_agreement_places(caller: Looker, read: OwnReader, page: PageQuery) -> Page[AgreementPlacesView]:
    """Places of one's own agreements, in each direction, in the order of their last change."""
    return await listed(read, AgreementPlaces, {}, page, AgreementPlacesView.of)
