"""The worker: takes running cycles in hand, one after another, and finishes what another one left."""

import asyncio

from services.chassis.internal import carry_out
from services.chassis.mongo.scope import NetworkScope
from services.chassis.observability.logs import get_logger
from services.chassis.runtime import Runtime
from services.deciding import Unknown
from services.matching.cycle_work.run import run_cycle
from services.matching.domain.cycles.cycle import Cycle, CycleOver, WorkedOnByAnother
from services.matching.domain.cycles.work import TakeCycle, take_cycle

log = get_logger(__name__)
LOOK_EVERY = 0.2
REST = 2.0
"""Seconds between two looks, and after an error."""
GIVEN_UP = (CycleOver, WorkedOnByAnother, Unknown)


async def work_on_cycles(runtime: Runtime) -> None:
    """Work until cancelled. A cycle that was interrupted is taken up again: by this worker or by another one."""
    while True:
        try:
            for cycle in await _running(runtime):
                await _work_on(runtime, cycle)
        except Exception as error:
            log.warning("a cycle is interrupted and taken up again", error=repr(error), exc_info=error)
            await asyncio.sleep(REST)
        await asyncio.sleep(LOOK_EVERY)


async def _running(runtime: Runtime) -> list[Cycle]:
    read = runtime.reader(NetworkScope("matching cycle"))
    found = [cycle async for cycle in read.all(Cycle, {"status": "running"})]
    return sorted(found, key=lambda cycle: cycle.public.started_at)


async def _work_on(runtime: Runtime, cycle: Cycle) -> None:
    try:
        command = TakeCycle(cycle_id=cycle.id, worker=runtime.owner)
        taken: Cycle = await carry_out(runtime, take_cycle, command, cycle.id)
        await run_cycle(runtime, taken)
    except GIVEN_UP as refusal:
        log.debug("a cycle is left to another worker", cycle=cycle.id, why=str(refusal))
