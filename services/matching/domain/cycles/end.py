"""The end of a cycle: with its totals, or without a result."""

from typing import Annotated

from pydantic import Field

from mentormesh_contracts.fact import Count, Identifier
from mentormesh_contracts.programmes import CycleCompleted, CycleFailed, Unmatched
from mentormesh_contracts.vocabulary import CycleStatus
from services.deciding import Command, Context, Deciding, Decision, Needing, need
from services.matching.domain.cycles.cycle import Cycle, CycleTurn, running_cycle


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


def complete_cycle(command: CompleteCycle, context: Context) -> Deciding:
    """Completed; the programme may have its next cycle. Raises Unknown, CycleOver or WorkedOnByAnother."""
    cycle = yield from running_cycle(command.cycle_id)
    cycle.insist_in_hands_of(command.worker)
    totals = {name: getattr(command, name) for name in type(command).model_fields if name not in ("cycle_id", "worker")}
    done = cycle.ended(CycleStatus.COMPLETED, context.now, **totals)
    turn = yield from _free_turn(cycle)
    return Decision().save(done, CycleCompleted(after=done.public)).save(turn).tell(done)


def fail_cycle(command: FailCycle, context: Context) -> Deciding:
    """Failed; the programme may have another cycle. Raises Unknown, CycleOver or WorkedOnByAnother."""
    cycle = yield from running_cycle(command.cycle_id)
    cycle.insist_in_hands_of(command.worker)
    failed = cycle.ended(CycleStatus.FAILED, context.now)
    turn = yield from _free_turn(cycle)
    return Decision().save(failed, CycleFailed(after=failed.public)).save(turn).tell(failed)


def _free_turn(cycle: Cycle) -> Needing[CycleTurn]:
    turn = yield from need(CycleTurn, cycle.public.programme_id)
    return (turn or CycleTurn(id=cycle.public.programme_id)).model_copy(update={"cycle_id": None})
