"""Carries out what was heard: looks for open erasures, has each carried out, and tells of it."""

import asyncio
from typing import TYPE_CHECKING

from pymongo.errors import PyMongoError

from services.chassis.erasing.eraser import NotYet
from services.chassis.erasing.erasure import CarriedOut, Erasure, carried_out
from services.chassis.erasing.kept import erase_kept
from services.chassis.http.faults import Busy
from services.chassis.identity import new_id
from services.chassis.mongo.scope import NetworkScope
from services.chassis.mongo.transaction import PassingTrouble
from services.chassis.observability import metrics
from services.chassis.observability.logs import get_logger
from services.chassis.writer.work import Answer, Cause, CommandWork

if TYPE_CHECKING:
    from services.chassis.runtime import Runtime

log = get_logger(__name__)
LOOK_EVERY = 0.5
AT_ONCE = 100


class Erasing:
    """One service's. A person is erased step by step; each step may be repeated, so that it goes on after a death."""

    def __init__(self, runtime: "Runtime") -> None:
        self._runtime = runtime

    async def run(self, owns: asyncio.Event) -> None:
        """Look for open ones until cancelled, whenever this process is the service's owner."""
        while True:
            await owns.wait()
            try:
                await self._look()
            except (PyMongoError, PassingTrouble) as error:
                log.warning("erasing waits for the database", error=str(error))
            await asyncio.sleep(LOOK_EVERY)

    async def _look(self) -> None:
        read = self._runtime.reader(NetworkScope("erasing"))
        found = await read.page(Erasure, {"is_open": True}, limit=AT_ONCE)
        metrics.erasures_open.labels(self._runtime.name).set(len(found.items))
        for stored in found.items:
            await self._one(stored.state.person_id)

    async def _one(self, person_id: str) -> None:
        try:
            await self._erase(person_id)
        except (NotYet, Busy) as reason:
            log.debug("an erasure is not complete yet", person=person_id, reason=str(reason))
        except (PyMongoError, PassingTrouble):
            raise
        except Exception as error:
            log.exception("an erasure failed and is tried again", person=person_id, error=repr(error))

    async def _erase(self, person_id: str) -> None:
        runtime, eraser = self._runtime, self._runtime.service.eraser
        traces = await eraser.traces(runtime, person_id)
        kept = await erase_kept(runtime.database, person_id, traces)
        own = await eraser.erase(runtime, person_id)
        later = await erase_kept(runtime.database, person_id, ())
        erased = {**own, **{kind: kept[kind] + later[kind] for kind in kept}}
        command = CarriedOut(service=runtime.name, person_id=person_id, erased=erased)
        await runtime.writer.submit(
            CommandWork(
                act="erased",
                begin=lambda context: carried_out(command, context),
                present=lambda applied: Answer(200),
                cause=Cause(new_id()),
            )
        )
        log.info("a person was erased", person=person_id, **erased)
