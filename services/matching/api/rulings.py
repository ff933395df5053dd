"""Pins and vetoes of a programme: pairs that must, or must not, be matched."""

from collections.abc import Callable
from typing import Annotated, Self

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Identifier, Instant
from services.chassis.http.acting import Act, OwnReader
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import Stale, responses
from services.deciding import Unknown
from services.matching.api.callers import Coordinator, Looker, OwnDirectory, ProgrammeId
from services.matching.domain.cycles.start import NotMatchedInCycles
from services.matching.domain.participants.participant import MatchedAlready, PlacesTaken
from services.matching.domain.programmes.programme import ProgrammeOver
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.rulings.lift import Lift, lift
from services.matching.domain.rulings.pin import Pin, pin
from services.matching.domain.rulings.ruling import (
    PinnedElsewhere,
    PinsAreForPairs,
    PinsExceedPlaces,
    RuledOtherwise,
    Ruling,
    RulingKind,
)
from services.matching.domain.rulings.veto import Veto, veto
from services.matching.domain.ties.places import QuotaUsedUp

router = APIRouter(prefix="/programmes/{programme_id}")
RulingId = Annotated[Identifier, Path(description="Id of a pin or a veto.")]


class Two(BaseModel):
    """Of whom it is said. A partner of the programme's organisation names one of its own people at least."""

    model_config = ConfigDict(extra="forbid")

    person_id: Identifier = Field(description="A mentee, or a peer.")
    other_id: Identifier = Field(description="A mentor, or the other peer.")


class RulingView(BaseModel):
    """A pin or a veto. A veto is shown to nobody but the organisation that says it."""

    id: str
    programme_id: str
    kind: RulingKind
    person_id: str = Field(description="The mentee, or a peer.")
    other_id: str = Field(description="The mentor, or the other peer.")
    own: bool = Field(description="Whether one's own organisation says so.")
    ruled_at: Instant

    @classmethod
    def of(cls, ruling: Ruling, organisation_id: str) -> Self:
        """As that organisation sees it: who else says so is not told."""
        same = {name: getattr(ruling, name) for name in cls.model_fields if name in Ruling.model_fields}
        return cls(own=organisation_id in ruling.by, **same)


def _seen_by(organisation_id: str) -> Callable[[Ruling], RulingView]:
    return lambda ruling: RulingView.of(ruling, organisation_id)


@router.post(
    "/pins",
    status_code=201,
    response_model=RulingView,
    responses=responses(
        Unknown,
        ProgrammeOver,
        NotMatchedInCycles,
        PinsAreForPairs,
        NotEligible,
        MatchedAlready,
        PlacesTaken,
        QuotaUsedUp,
        RuledOtherwise,
        PinnedElsewhere,
        PinsExceedPlaces,
    ),
)
async def pin_two(programme_id: ProgrammeId, body: Two, caller: Coordinator, act: Act) -> Response:
    """Have two people matched in the next cycle. The pin is gone when they are proposed to each other."""
    command = Pin(organisation_id=caller.organisation_id, programme_id=programme_id, **dict(body))
    return await act(pin, command, view=_seen_by(caller.organisation_id), status=201)


@router.post(
    "/vetoes",
    status_code=201,
    response_model=RulingView,
    responses=responses(Unknown, ProgrammeOver, RuledOtherwise),
)
async def veto_two(programme_id: ProgrammeId, body: Two, caller: Coordinator, act: Act) -> Response:
    """Have two people not matched in the programme, however. What they have already goes on."""
    command = Veto(organisation_id=caller.organisation_id, programme_id=programme_id, **dict(body))
    return await act(veto, command, view=_seen_by(caller.organisation_id), status=201)


@router.get("/pins", responses=responses(Unknown))
async def list_pins(
    programme_id: ProgrammeId, caller: Looker, directory: OwnDirectory, read: OwnReader, page: PageQuery
) -> Page[RulingView]:
    """One's own pins; all of them for the programme's organisation. In the order of their last change."""
    await directory.programme(programme_id)
    where = {"programme_id": programme_id, "kind": RulingKind.PIN.value}
    return await listed(read, Ruling, where, page, _seen_by(caller.organisation_id))


@router.get("/vetoes", responses=responses(Unknown))
async def list_vetoes(
    programme_id: ProgrammeId, caller: Coordinator, directory: OwnDirectory, read: OwnReader, page: PageQuery
) -> Page[RulingView]:
    """One's own vetoes, in the order of their last change."""
    await directory.programme(programme_id)
    where = {"programme_id": programme_id, "kind": RulingKind.VETO.value}
    return await listed(read, Ruling, where, page, _seen_by(caller.organisation_id))


@router.delete("/pins/{ruling_id}", status_code=204, responses=responses(Unknown, Stale))
async def lift_pin(programme_id: ProgrammeId, ruling_id: RulingId, caller: Coordinator, act: Act) -> Response:
    """Take a pin back: one's own, or, as the programme's organisation, anybody's."""
    return await _lift(programme_id, ruling_id, caller.organisation_id, RulingKind.PIN, act)


@router.delete("/vetoes/{ruling_id}", status_code=204, responses=responses(Unknown, Stale))
async def lift_veto(programme_id: ProgrammeId, ruling_id: RulingId, caller: Coordinator, act: Act) -> Response:
    """Take one's own veto back. Those of others stand."""
    return await _lift(programme_id, ruling_id, caller.organisation_id, RulingKind.VETO, act)


async def _lift(programme_id: str, ruling_id: str, organisation_id: str, kind: RulingKind, act: Act) -> Response:
    command = Lift(organisation_id=organisation_id, programme_id=programme_id, ruling_id=ruling_id, kind=kind)
    return await act(lift, command, target=(Ruling, ruling_id))
