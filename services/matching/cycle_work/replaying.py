"""Replays: the same engine once more, on what lies in the receipt."""

import asyncio
from contextlib import suppress

from services.chassis.apart import Apart, ComputationDied
from services.chassis.internal import carry_out
from services.chassis.observability.logs import get_logger
from services.chassis.runtime import Runtime
from services.deciding import Refusal
from services.matching.cycle_work.alive import SIGN_OF_LIFE, meanwhile
from services.matching.cycle_work.computing import repeated
from services.matching.cycle_work.snapshot import stored_snapshot
from services.matching.domain.cycles.replay import FinishReplay, Replay, TakeReplay, finish_replay, take_replay

log = get_logger(__name__)


async def run_replay(runtime: Runtime, replay: Replay, apart: Apart) -> None:
    """Compute it and write down what came of it. Raises ReplayOver or WorkedOnByAnother."""
    async with meanwhile(_show_life(runtime, replay)):
        version, hash = await _repeat(runtime, replay, apart)
    command = FinishReplay(replay_id=replay.id, worker=runtime.owner, engine_version=version, result_hash=hash)
    await carry_out(runtime, finish_replay, command, replay.cycle_id)


async def _repeat(runtime: Runtime, replay: Replay, apart: Apart) -> tuple[str | None, str | None]:
    stored = await stored_snapshot(runtime, replay.cycle_id)
    if stored is None:
        return None, None
    try:
        return await apart.run(repeated, stored)
    except ComputationDied:
        raise
    except Exception as error:
        log.exception("a replay has no result", replay=replay.id, error=repr(error))
        return None, None


async def _show_life(runtime: Runtime, replay: Replay) -> None:
    with suppress(Refusal):
        while True:
            await asyncio.sleep(SIGN_OF_LIFE)
            await carry_out(runtime, take_replay, TakeReplay(replay_id=replay.id, worker=runtime.owner))
