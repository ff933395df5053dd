"""Whether somebody can be enrolled, and what the network would offer them."""

from typing import TYPE_CHECKING, Annotated, Self

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.programmes import Programme
from mentormesh_contracts.vocabulary import Goal, ProgrammeKind, Role
from services.chassis.http.acting import CurrentRuntime, OwnReader
from services.chassis.http.faults import NotHeardYet
from services.chassis.http.problems import responses
from services.chassis.mongo.scope import NetworkScope
from services.chassis.runtime import Runtime
from services.deciding import Unknown
from services.matching.api.callers import Looker, OwnDirectory, ProgrammeId
from services.matching.domain.participants.participant import Participant
from services.matching.domain.participants.readiness import missing
from services.matching.recommending.asking import Asking
from services.matching.recommending.feed import fresh_index
from services.matching.recommending.supply import supply_of
from services.matching.store.ruled import vetoed_for

if TYPE_CHECKING:
    from services.matching.engine.ranking.supply import Count, Supply

router = APIRouter(prefix="/programmes/{programme_id}")
FEW = 3
"""Fewer people of other organisations are not counted out: they would be too easily known."""


class CountView(BaseModel):
    """How many mentors."""

    own: int = Field(description="Of one's own organisation.")
    of_partners: int | None = Field(description=f"Of other organisations. Absent: fewer than {FEW}.")

    @classmethod
    def of(cls, count: "Count") -> Self:
        """Small counts of others are not told."""
        return cls(own=count.own, of_partners=count.others if count.others >= FEW else None)


class SupplyView(BaseModel):
    """Mentors of the programme whom the person may meet under agreements, and how many of them have what is asked."""

    mentors: CountView
    offer: dict[Goal, CountView] = Field(description="By goal that the person seeks: who helps with it.")
    share_hours: CountView
    share_a_language: CountView
    have_places: CountView
    eligible: CountView = Field(description="Who have a place, and whom nothing forbids: these can be matched now.")

    @classmethod
    def of(cls, found: "Supply", sought: tuple[Goal, ...]) -> Self:
        """For these goals."""
        offering = dict(zip(Goal, found.offering, strict=True))
        return cls(
            mentors=CountView.of(found.mentors),
            offer={goal: CountView.of(offering[goal]) for goal in sought},
            share_hours=CountView.of(found.hours),
            share_a_language=CountView.of(found.language),
            have_places=CountView.of(found.places),
            eligible=CountView.of(found.eligible),
        )


class ProgrammeReadinessView(BaseModel):
    """What one's own person lacks for a part in the programme, and what the network offers them there."""

    person_id: str
    role: Role
    missing: list[str] = Field(description="Attributes that this role cannot do without.")
    supply: SupplyView | None = Field(description="For mentees alone.")


@router.get("/readiness", responses=responses(Unknown, NotHeardYet))
async def show_programme_readiness(
    programme_id: ProgrammeId,
    caller: Looker,
    directory: OwnDirectory,
    read: OwnReader,
    runtime: CurrentRuntime,
    person_id: Annotated[Identifier, Query(description="One's own person, enrolled or not.")],
    role: Annotated[Role, Query(description="As what the person takes part, or may.")] = Role.MENTEE,
) -> ProgrammeReadinessView:
    """What is missing, and how many mentors there are: counts only."""
    programme = (await directory.programme(programme_id)).state.public
    person = await read.get(Participant, person_id)
    if person is None:
        raise Unknown(Participant.KIND, person_id, field="person_id")
    offers = role is Role.MENTEE and programme.kind is not ProgrammeKind.PEER
    return ProgrammeReadinessView(
        person_id=person_id,
        role=role,
        missing=list(missing(person.state.person, role)),
        supply=await _supply(runtime, programme, person.state) if offers else None,
    )


async def _supply(runtime: Runtime, programme: Programme, mentee: Participant) -> SupplyView:
    network = runtime.reader(NetworkScope("supply preview: how many mentors agreements share"))
    vetoed = await vetoed_for(network, programme.id, mentee.id)
    asking = Asking(mentee, programme, vetoed, runtime.clock.now())
    return SupplyView.of(supply_of(await fresh_index(runtime), asking), mentee.person.goals_sought)
