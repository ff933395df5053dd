"""A cycle: one run of a policy over a cohort, worked on by one worker at a time."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.fact import Count
from mentormesh_contracts.programmes import Cycle as PublicCycle
from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import CycleStatus
from services.deciding import Aggregate, Indexed, Needing, Refusal, require


class CycleOver(Refusal):
    """The cycle is not running any more."""


class WorkedOnByAnother(Refusal):
    """Another worker has the cycle in hand."""


class Progress(BaseModel):
    """How far a running cycle has come."""

    model_config = ConfigDict(frozen=True)

    planned: Count = 0
    """Proposals that the engine found."""
    proposed: Count = 0
    refused: Count = 0
    """Proposals that the facts no longer allowed when they were to be written."""
    explained: Count = 0
    """People left out whose reason is written."""


class Cycle(Aggregate):
    """A cycle with the policy it runs, its worker, and its progress."""

    KIND = "cycles"

    public: PublicCycle
    policy: Policy
    worker: str | None = None
    worker_until: datetime | None = None
    """The worker has it in hand until then, and longer with each sign of life."""
    progress: Progress = Progress()

    def organisations(self) -> Iterable[str]:
        """The programme's organisation."""
        return (self.public.organisation_id,)

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by programme and state."""
        return {"programme_id": self.public.programme_id, "status": self.public.status}

    def in_hands_of(self, worker: str, until: datetime) -> Self:
        """Worked on by that worker."""
        return self.model_copy(update={"worker": worker, "worker_until": until})

    def insist_in_hands_of(self, worker: str) -> None:
        """Raise WorkedOnByAnother unless that worker has it."""
        if self.worker != worker:
            raise WorkedOnByAnother("another worker has the cycle in hand")

    def ended(self, status: CycleStatus, now: datetime, **totals: Any) -> Self:
        """Not running any more."""
        public = self.public.model_copy(update={"status": status, "ended_at": now, **totals})
        return self.model_copy(update={"public": public, "worker": None, "worker_until": None})


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
