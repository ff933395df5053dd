"""A cycle: one run of a policy over a cohort, worked on by one worker at a time."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Count
from mentormesh_contracts.programmes import Cycle as PublicCycle
from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import CycleStatus
from services.deciding import Aggregate, Indexed, Needing, Refusal, require
from services.matching.domain.cycles.at_work import AtWork, WorkedOnByAnother
from services.matching.domain.rulings.contradictions import Contradiction

__all__ = ["Cycle", "CycleOver", "CycleTurn", "NoResultYet", "Phase", "Progress", "Result", "WorkedOnByAnother"]


class CycleOver(Refusal):
    """The cycle is not running any more."""


class NoResultYet(Refusal):
    """The cycle has no result: not yet, or never if it failed."""


class Phase(StrEnum):
    """What a running cycle is at."""

    READING = "reading"
    SCORING = "scoring"
    ASSIGNING = "assigning"
    PROVING = "proving"
    EXPLAINING = "explaining"
    WRITING = "writing"
    """The plan is written down, hidden still."""
    PROPOSING = "proposing"
    """The plan is to be seen; what it says is proposed."""


class Progress(BaseModel):
    """How far a running cycle has come."""

    model_config = ConfigDict(frozen=True)

    phase: Phase = Field(default=Phase.READING, description="What is being done.")
    planned: Count = 0
    """Proposals that the engine found."""
    proposed: Count = 0
    refused: Count = 0
    """Proposals that the facts no longer allowed when they were to be written."""
    explained: Count = 0
    """People left out whose reason is written."""


class Result(BaseModel):
    """The plan of a cycle, from the moment on when it is to be seen: the one thing that is flipped."""

    model_config = ConfigDict(frozen=True)

    published_at: datetime
    parts: Count
    """Documents that hold the plan."""
    proposals: Count
    considered: Count


class Cycle(AtWork):
    """A cycle with the policy it runs, its worker, its progress and its result."""

    KIND = "cycles"

    public: PublicCycle
    policy: Policy
    attempts: int = 0
    """How many times a worker has taken it in hand."""
    progress: Progress = Progress()
    result: Result | None = None
    contradictions: tuple[Contradiction, ...] = ()
    """Pins that could not be honoured, if it failed by them."""

    def organisations(self) -> Iterable[str]:
        """The programme's organisation."""
        return (self.public.organisation_id,)

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by programme and state."""
        return {"programme_id": self.public.programme_id, "status": self.public.status}

    def ended(self, status: CycleStatus, now: datetime, **facts: Any) -> Self:
        """Not running any more."""
        public = self.public.model_copy(update={"status": status, "ended_at": now, **facts})
        return self.laid_down().model_copy(update={"public": public})

    def insist_result(self) -> Result:
        """What came of it. Raises NoResultYet."""
        if self.result is None:
            raise NoResultYet("the cycle has no result", cycle_status=self.public.status.value)
        return self.result


class CycleTurn(Aggregate):
    """Whose turn it is in a programme, which is its id: two cycles never run at once."""

    KIND = "cycle_turns"

    cycle_id: str | None = None


def running_cycle(cycle_id: str) -> Needing[Cycle]:
    """The cycle. Raises Unknown or CycleOver."""
    cycle = yield from require(Cycle, cycle_id)
    if cycle.public.status is not CycleStatus.RUNNING:
        raise CycleOver(f"the cycle is {cycle.public.status}")
    return cycle


def cycle_at_work(cycle_id: str, worker: str) -> Needing[Cycle]:
    """The cycle, in that worker's hands. Raises Unknown, CycleOver or WorkedOnByAnother."""
    cycle = yield from running_cycle(cycle_id)
    cycle.insist_in_hands_of(worker)
    return cycle
