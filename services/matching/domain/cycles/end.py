"""The end of a cycle: with its totals and its audit, or without a result."""

from typing import Annotated

from pydantic import Field

from mentormesh_contracts.fact import Count, Identifier
from mentormesh_contracts.programmes import CycleAudited, CycleCompleted, CycleFailed, Unmatched
from mentormesh_contracts.vocabulary import CycleFailure, CycleStatus
from services.deciding import Command, Context, Deciding, Decision, Needing, need
from services.matching.domain.cycles.cycle import Cycle, CycleTurn, cycle_at_work
from services.matching.domain.cycles.publish import CycleAudit
from services.matching.domain.rulings.contradictions import Contradiction

MOST_CONTRADICTIONS = 50


class CompleteCycle(Command):
    """A worker has written every proposal and every reason."""

    cycle_id: Identifier
    worker: str
    considered: Count
    matched: Count
    proposals: Count
    total_score: float
    unmatched: Annotated[tuple[Unmatched, ...], Field(max_length=50)] = ()


class FailCycle(Command):
    """A worker could not compute a result."""

    cycle_id: Identifier
    worker: str
    failure: CycleFailure | None = None
    contradictions: Annotated[tuple[Contradiction, ...], Field(max_length=MOST_CONTRADICTIONS)] = ()


def complete_cycle(command: CompleteCycle, context: Context) -> Deciding:
    """Completed and audited; the programme may have its next cycle. Raises Unknown, CycleOver or WorkedOnByAnother."""
    cycle = yield from cycle_at_work(command.cycle_id, command.worker)
    totals = {name: getattr(command, name) for name in type(command).model_fields if name not in ("cycle_id", "worker")}
    done = cycle.ended(CycleStatus.COMPLETED, context.now, **totals)
    turn = yield from _free_turn(cycle)
    found = yield from need(CycleAudit, cycle.id)
    decision = Decision().save(turn)
    if found is None:
        return decision.save(done, CycleCompleted(after=done.public)).tell(done)
    audited = done.ended(CycleStatus.COMPLETED, context.now, audited_at=context.now)
    told = (CycleCompleted(after=done.public), CycleAudited(after=audited.public, audit=found.audit))
    return decision.save(audited, *told).tell(audited)


def fail_cycle(command: FailCycle, context: Context) -> Deciding:
    """Failed; the programme may have another cycle. Raises Unknown, CycleOver or WorkedOnByAnother."""
    cycle = yield from cycle_at_work(command.cycle_id, command.worker)
    failed = cycle.ended(CycleStatus.FAILED, context.now, failure=command.failure).model_copy(
        update={"contradictions": command.contradictions}
    )
    turn = yield from _free_turn(cycle)
    return Decision().save(failed, CycleFailed(after=failed.public)).save(turn).tell(failed)


def _free_turn(cycle: Cycle) -> Needing[CycleTurn]:
    turn = yield from need(CycleTurn, cycle.public.programme_id)
    return (turn or CycleTurn(id=cycle.public.programme_id)).model_copy(update={"cycle_id": None})
