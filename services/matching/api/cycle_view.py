"""A cycle as organisations see it: how it stands for everybody it is open to, figures for the programme's own."""

from typing import Self

from pydantic import BaseModel, Field

from mentormesh_contracts.fact import Instant
from mentormesh_contracts.programmes import Cycle as PublicCycle
from mentormesh_contracts.vocabulary import Constraint, CycleFailure, CycleStatus
from services.matching.domain.cycles.cycle import Cycle, Progress
from services.matching.domain.rules.pair import CONFIDENTIAL
from services.matching.domain.rulings.contradictions import Contradiction

OWN_SECRET = CONFIDENTIAL - {Constraint.SCREENING}
"""Even to their own organisation: it may be the other side's. One's own screening is known to one's coordinators."""


class UnmatchedView(BaseModel):
    """How many were left out for one binding reason."""

    constraint: Constraint | None = Field(description="Absent: confidential reasons, taken together.")
    people: int


class TotalsView(BaseModel):
    """What came of a cycle."""

    considered: int = Field(description="People who looked for a mentorship.")
    matched: int
    proposals: int
    total_score: float
    unmatched: list[UnmatchedView]

    @classmethod
    def of(cls, cycle: PublicCycle) -> Self:
        """Reasons that may be somebody's secret are taken together."""
        told = [each for each in cycle.unmatched if each.constraint not in OWN_SECRET]
        kept = sum(each.people for each in cycle.unmatched if each.constraint in OWN_SECRET)
        unmatched = [UnmatchedView(constraint=each.constraint, people=each.people) for each in told]
        return cls(
            considered=cycle.considered,
            matched=cycle.matched,
            proposals=cycle.proposals,
            total_score=cycle.total_score,
            unmatched=[*unmatched, *([UnmatchedView(constraint=None, people=kept)] if kept else [])],
        )


class ContradictionView(BaseModel):
    """A pin that could not be honoured."""

    person_id: str = Field(description="The mentee, or a peer.")
    other_id: str = Field(description="The mentor, or the other peer.")
    constraint: Constraint | None = Field(description="What forbids it; absent: another pin, or it is confidential.")
    explanation: str = Field(description="The same in words.")

    @classmethod
    def of(cls, found: Contradiction) -> Self:
        """Without what may be somebody's secret."""
        is_secret = found.constraint in CONFIDENTIAL
        if is_secret:
            explanation = "These two may not be matched; the reason is confidential."
        else:
            explanation = found.constraint.definition if found.constraint else "It contradicts another pin."
        shown = None if is_secret else found.constraint
        return cls(person_id=found.person_id, other_id=found.other_id, constraint=shown, explanation=explanation)


class FailureView(BaseModel):
    """Why a cycle has no result."""

    reason: CycleFailure | None = Field(description="Absent in cycles that failed before reasons were kept.")
    explanation: str
    pins: list[ContradictionView] = Field(
        description="Pins that could not be honoured: lift them, or what forbids them."
    )

    @classmethod
    def of(cls, cycle: Cycle) -> Self:
        """With the pins, if it was for them."""
        reason = cycle.public.failure
        explanation = reason.definition if reason else "No reason was kept."
        pins = [ContradictionView.of(each) for each in cycle.contradictions]
        return cls(reason=reason, explanation=explanation, pins=pins)


class CycleView(BaseModel):
    """A cycle. Progress, totals and what it failed by are for the programme's own organisation."""

    id: str
    programme_id: str
    policy_version: int
    seed: int = Field(description="From it come the choices that the rules leave to chance.")
    engine_version: str | None = Field(description="Absent until it has a result.")
    status: CycleStatus
    started_at: Instant
    published_at: Instant | None = Field(description="Since when its pairs are to be seen: all of them at once.")
    ended_at: Instant | None
    progress: Progress | None = None
    totals: TotalsView | None = None
    failure: FailureView | None = None

    @classmethod
    def of(cls, cycle: Cycle, organisation_id: str) -> Self:
        """As that organisation sees it."""
        public = cycle.public
        is_own = organisation_id == public.organisation_id
        return cls(
            id=cycle.id,
            programme_id=public.programme_id,
            policy_version=public.policy_version,
            seed=public.seed,
            engine_version=public.engine_version,
            status=public.status,
            started_at=public.started_at,
            published_at=cycle.result.published_at if cycle.result else None,
            ended_at=public.ended_at,
            progress=cycle.progress if is_own else None,
            totals=TotalsView.of(public) if is_own and public.status is CycleStatus.COMPLETED else None,
            failure=FailureView.of(cycle) if is_own and public.status is CycleStatus.FAILED else None,
        )
