"""What a cycle says to those whom it left out."""

from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from mentormesh_contracts.vocabulary import Constraint
from services.chassis.http.acting import OwnReader
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.matching.api.callers import CycleId, Looker, OwnDirectory, ProgrammeId
from services.matching.api.cycle_view import OWN_SECRET
from services.matching.domain.cycles.cycle import NoResultYet
from services.matching.domain.cycles.left_out import LeftOut, SmallestChange, Unit
from services.matching.domain.rules.pair import CONFIDENTIAL

router = APIRouter(prefix="/programmes/{programme_id}/cycles")


class ChangeView(BaseModel):
    """The smallest single change that would have given a match."""

    constraint: Constraint = Field(description="What would have to yield.")
    candidates: int = Field(description="With how many it would be possible if that yielded altogether.")
    amount: float | None = Field(description="By how much at least, where it can be counted.")
    unit: Unit | None = Field(description="What the amount counts.")

    @classmethod
    def of(cls, change: SmallestChange | None) -> Self | None:
        """Nothing of what may be the other side's secret."""
        return cls(**dict(change)) if change and change.constraint not in OWN_SECRET else None


class LeftOutView(BaseModel):
    """Why one's own person was left out."""

    person_id: str
    cycle_id: str
    reason: Constraint | None = Field(description="What has to change first; absent: it is confidential.")
    explanation: str = Field(description="The reason in words.")
    ruled_out: dict[Constraint, int] = Field(
        description="Candidates by the first constraint that forbade each, or by what the eligible ones lacked."
    )
    confidential: int = Field(description="Candidates who were ruled out for a reason that may be their secret.")
    change: ChangeView | None = Field(
        description="The smallest single change that would have given a match; absent: none, or it is confidential."
    )

    @classmethod
    def of(cls, left_out: LeftOut) -> Self:
        """Without what may be the other side's secret. One's own screening is known to one's coordinators."""
        reason = left_out.reason
        is_secret = reason.binding in OWN_SECRET
        return cls(
            person_id=reason.person_id,
            cycle_id=left_out.cycle_id,
            reason=None if is_secret else reason.binding,
            explanation="The reason is confidential." if is_secret else reason.binding.definition,
            ruled_out={each: count for each, count in reason.ruled_out.items() if each not in CONFIDENTIAL},
            confidential=sum(count for each, count in reason.ruled_out.items() if each in CONFIDENTIAL),
            change=ChangeView.of(reason.change),
        )


@router.get("/{cycle_id}/left-out", responses=responses(Unknown, NoResultYet))
async def list_left_out(
    programme_id: ProgrammeId,
    cycle_id: CycleId,
    caller: Looker,
    directory: OwnDirectory,
    read: OwnReader,
    page: PageQuery,
) -> Page[LeftOutView]:
    """One's own people whom the cycle left out, each with the reason."""
    (await directory.cycle(programme_id, cycle_id)).state.insist_result()
    return await listed(read, LeftOut, {"programme_id": programme_id, "cycle_id": cycle_id}, page, LeftOutView.of)
