"""How a plan is written: a command for each proposal, many at once, so that they share the writer's batches."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from mentormesh_contracts.vocabulary import Constraint
from services.chassis.internal import carry_out
from services.chassis.runtime import Runtime
from services.deciding import Refusal
from services.matching.cohort.plan import Plan, Proposal
from services.matching.domain.cycles.cycle import Cycle, CycleOver, Progress
from services.matching.domain.cycles.left_out import ExplainLeftOut, Reason, explain_left_out
from services.matching.domain.cycles.work import NoteProgress, note_progress
from services.matching.domain.mentorships.propose import Propose, propose
from services.matching.domain.participants.participant import MatchedAlready, NotEnrolled, PlacesTaken
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.ties.places import AgreementOver, QuotaUsedUp

AT_ONCE = 200
T = TypeVar("T")
MEANS: Mapping[type[Refusal], Constraint] = {
    PlacesTaken: Constraint.PLACES,
    QuotaUsedUp: Constraint.QUOTA,
    AgreementOver: Constraint.AGREEMENT,
    MatchedAlready: Constraint.ALREADY_MATCHED,
    NotEnrolled: Constraint.ROLE,
}


class Written:
    """What of a plan is written already."""

    def __init__(self, runtime: Runtime, cycle: Cycle, plan: Plan) -> None:
        self._runtime = runtime
        self._cycle = cycle
        self._plan = plan
        self._progress = Progress(planned=len(plan.proposals))

    async def propose(self) -> list[Reason]:
        """Propose everything; gives the reasons of all who are left out in the end. Raises CycleOver."""
        left_out = list(self._plan.left_out)
        await self._tell(self._progress)
        for some in _parts(self._plan.proposals):
            outcomes = await asyncio.gather(*(self._propose(each) for each in some))
            refused = [(each, refusal) for each, refusal in zip(some, outcomes, strict=True) if refusal]
            left_out += [reason for each, refusal in refused for reason in self._reasons(each, refusal)]
            await self._tell(
                self._progress.model_copy(
                    update={
                        "proposed": self._progress.proposed + len(some) - len(refused),
                        "refused": self._progress.refused + len(refused),
                    }
                )
            )
        return left_out

    async def explain(self, left_out: Sequence[Reason]) -> None:
        """Write the reasons down. Raises CycleOver or WorkedOnByAnother."""
        for some in _parts(left_out):
            command = ExplainLeftOut(cycle_id=self._cycle.id, worker=self._runtime.owner, reasons=tuple(some))
            await carry_out(self._runtime, explain_left_out, command, self._cycle.id)
            explained = self._progress.explained + len(some)
            await self._tell(self._progress.model_copy(update={"explained": explained}))

    async def _propose(self, proposal: Proposal) -> Refusal | None:
        command = Propose(
            cycle_id=self._cycle.id,
            mentor_id=proposal.mentor_id,
            seekers=proposal.seekers,
            topic=proposal.topic,
            explanation=proposal.explanation,
        )
        try:
            await carry_out(self._runtime, propose, command, self._cycle.id)
        except CycleOver:
            raise
        except Refusal as refusal:
            return refusal
        return None

    def _reasons(self, proposal: Proposal, refusal: Refusal) -> Iterator[Reason]:
        constraint = _meaning(refusal)
        for seeker in proposal.seekers:
            yield self._plan.reasons[seeker].model_copy(update={"binding": constraint})

    async def _tell(self, progress: Progress) -> None:
        self._progress = progress
        command = NoteProgress(cycle_id=self._cycle.id, worker=self._runtime.owner, progress=progress)
        await carry_out(self._runtime, note_progress, command, self._cycle.id)


def _meaning(refusal: Refusal) -> Constraint:
    if isinstance(refusal, NotEligible):
        return refusal.constraint
    return MEANS.get(type(refusal), Constraint.NOT_CHOSEN)


def _parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))
