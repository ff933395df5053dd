"""The worker: takes running cycles and replays in hand, one after another, and finishes what another one left."""

import asyncio

from services.chassis.apart import Apart
from services.chassis.internal import carry_out
from services.chassis.mongo.scope import NetworkScope
from services.chassis.observability.logs import get_logger
from services.chassis.runtime import Runtime
from services.deciding import Unknown
from services.matching.cycle_work.replaying import run_replay
from services.matching.cycle_work.run import run_cycle
from services.matching.domain.cycles.at_work import WorkedOnByAnother
from services.matching.domain.cycles.cycle import Cycle, CycleOver
from services.matching.domain.cycles.replay import Replay, ReplayOutcome, ReplayOver, TakeReplay, take_replay
from services.matching.domain.cycles.work import TakeCycle, take_cycle

log = get_logger(__name__)
LOOK_EVERY = 0.2
REST = 2.0
"""Seconds between two looks, and after an error."""
GIVEN_UP = (CycleOver, ReplayOver, WorkedOnByAnother, Unknown)


async def work_on_cycles(runtime: Runtime) -> None:
    """Work until cancelled. A cycle that was interrupted is taken up again: by this worker or by another one."""
    apart = Apart()
    try:
        while True:
            await _look(runtime, apart)
            await asyncio.sleep(LOOK_EVERY)
    finally:
        apart.close()


async def _look(runtime: Runtime, apart: Apart) -> None:
    """Cycles first: whoever asked for a replay can wait."""
    try:
        for cycle in await _running_cycles(runtime):
            await _work_on(runtime, cycle, apart)
        for replay in await _running_replays(runtime):
            await _repeat(runtime, replay, apart)
    except Exception as error:
        log.warning("a cycle is interrupted and taken up again", error=repr(error), exc_info=error)
        await asyncio.sleep(REST)


async def _running_cycles(runtime: Runtime) -> list[Cycle]:
    read = runtime.reader(NetworkScope("matching cycle"))
    found = [cycle async for cycle in read.all(Cycle, {"status": "running"})]
    return sorted(found, key=lambda cycle: cycle.public.started_at)


async def _running_replays(runtime: Runtime) -> list[Replay]:
    read = runtime.reader(NetworkScope("matching cycle"))
    found = [replay async for replay in read.all(Replay, {"outcome": ReplayOutcome.RUNNING.value})]
    return sorted(found, key=lambda replay: replay.asked_at)


async def _work_on(runtime: Runtime, cycle: Cycle, apart: Apart) -> None:
    try:
        command = TakeCycle(cycle_id=cycle.id, worker=runtime.owner)
        taken: Cycle = await carry_out(runtime, take_cycle, command, cycle.id)
        await run_cycle(runtime, taken, apart)
    except GIVEN_UP as refusal:
        log.debug("a cycle is left to another worker", cycle=cycle.id, why=str(refusal))


async def _repeat(runtime: Runtime, replay: Replay, apart: Apart) -> None:
    try:
        command = TakeReplay(replay_id=replay.id, worker=runtime.owner)
        taken: Replay = await carry_out(runtime, take_replay, command, replay.cycle_id)
        await run_replay(runtime, taken, apart)
    except GIVEN_UP as refusal:
        log.debug("a replay is left to another worker", replay=replay.id, why=str(refusal))
