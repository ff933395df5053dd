"""One run: a snapshot, a plan, published at once, carried out, completed. An interrupted one goes on where it was."""

from collections import Counter
from collections.abc import Sequence

from mentormesh_contracts.programmes import Unmatched
from mentormesh_contracts.vocabulary import Constraint, CycleFailure
from services.chassis.apart import Apart, ComputationDied
from services.chassis.internal import carry_out
from services.chassis.mongo.scope import NetworkScope
from services.chassis.observability.logs import get_logger
from services.chassis.runtime import Runtime
from services.matching.cycle_work.carrying_out import CarriedOut, carry_out_plan, in_batches
from services.matching.cycle_work.computing import Computed, Contradictory, compute
from services.matching.cycle_work.reporting import Reporting, reporting
from services.matching.cycle_work.snapshot import snapshot_of
from services.matching.domain.cycles.cycle import Cycle, Phase
from services.matching.domain.cycles.end import (
    MOST_CONTRADICTIONS,
    CompleteCycle,
    FailCycle,
    complete_cycle,
    fail_cycle,
)
from services.matching.domain.cycles.left_out import MOST_AT_ONCE, ExplainLeftOut, LeftOut, Reason, explain_left_out
from services.matching.domain.cycles.packed import models
from services.matching.domain.cycles.plan_part import StorePlanPart, store_plan_part
from services.matching.domain.cycles.publish import PublishResult, publish_result
from services.matching.domain.rulings.contradictions import Contradiction

log = get_logger(__name__)
MOST_ATTEMPTS = 10
"""A cycle that ended so many workers before it had a result is too much for any of them."""


async def run_cycle(runtime: Runtime, cycle: Cycle, apart: Apart) -> None:
    """Run a cycle that this worker has in hand: to its end, or until another worker has it.

    A plan that is published is only carried out, never computed again. Raises CycleOver or WorkedOnByAnother.
    """
    async with reporting(runtime, cycle) as report:
        published: Cycle | None = cycle if cycle.result else await _published(runtime, cycle, apart, report)
        if published is None:
            return
        report.note(phase=Phase.PROPOSING, planned=published.insist_result().proposals)
        done = await carry_out_plan(runtime, published, report)
        await _explain(runtime, cycle, done.left_out, report)
        await report.write()
    await _complete(runtime, published, done)


async def _published(runtime: Runtime, cycle: Cycle, apart: Apart, report: Reporting) -> Cycle | None:
    """The cycle with its result; None: it has failed."""
    if cycle.attempts > MOST_ATTEMPTS:
        log.error("a cycle is given up", cycle=cycle.id, attempts=cycle.attempts)
        await _fail(runtime, cycle, CycleFailure.COMPUTATION)
        return None
    stored = await snapshot_of(runtime, cycle)
    try:
        computed = await apart.run(compute, cycle.id, stored, told=report.hear)
    except ComputationDied:
        raise
    except Exception as error:
        log.exception("a cycle has no result", cycle=cycle.id, error=repr(error))
        await _fail(runtime, cycle, CycleFailure.COMPUTATION)
        return None
    if isinstance(computed, Contradictory):
        await _fail(runtime, cycle, CycleFailure.CONTRADICTION, computed.found)
        return None
    return await _publish(runtime, cycle, computed, report)


async def _publish(runtime: Runtime, cycle: Cycle, computed: Computed, report: Reporting) -> Cycle:
    report.note(phase=Phase.WRITING, planned=computed.proposals)
    for part in computed.parts:
        await carry_out(runtime, store_plan_part, StorePlanPart(worker=runtime.owner, part=part), cycle.id)
    for packed in computed.left_out:
        await _explain(runtime, cycle, models(Reason, packed), report)
    command = PublishResult(
        cycle_id=cycle.id,
        worker=runtime.owner,
        parts=len(computed.parts),
        proposals=computed.proposals,
        considered=computed.considered,
        audit=computed.audit,
    )
    published: Cycle = await carry_out(runtime, publish_result, command, cycle.id)
    return published


async def _explain(runtime: Runtime, cycle: Cycle, reasons: Sequence[Reason], report: Reporting) -> None:
    for some in in_batches(reasons, MOST_AT_ONCE):
        command = ExplainLeftOut(cycle_id=cycle.id, worker=runtime.owner, reasons=tuple(some))
        await carry_out(runtime, explain_left_out, command, cycle.id)
        report.note(explained=report.progress.explained + len(some))


async def _fail(
    runtime: Runtime, cycle: Cycle, failure: CycleFailure, contradictions: Sequence[Contradiction] = ()
) -> None:
    command = FailCycle(
        cycle_id=cycle.id,
        worker=runtime.owner,
        failure=failure,
        contradictions=tuple(contradictions[:MOST_CONTRADICTIONS]),
    )
    await carry_out(runtime, fail_cycle, command, cycle.id)


async def _complete(runtime: Runtime, cycle: Cycle, done: CarriedOut) -> None:
    command = CompleteCycle(
        cycle_id=cycle.id,
        worker=runtime.owner,
        considered=cycle.insist_result().considered,
        matched=done.matched,
        proposals=done.proposals,
        total_score=round(done.total_score, 6),
        unmatched=await _unmatched(runtime, cycle),
    )
    await carry_out(runtime, complete_cycle, command, cycle.id)


async def _unmatched(runtime: Runtime, cycle: Cycle) -> tuple[Unmatched, ...]:
    """How many for each binding reason, in the order of the vocabulary: of all that are written, by whomever."""
    read = runtime.reader(NetworkScope("matching cycle"))
    of_cycle = {"programme_id": cycle.public.programme_id, "cycle_id": cycle.id}
    found = Counter([each.reason.binding async for each in read.all(LeftOut, of_cycle)])
    return tuple(Unmatched(constraint=each, people=found[each]) for each in Constraint if found[each])
