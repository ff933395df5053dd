"""A run: the network opens, the load and the faults go on until there was enough, it settles, and it is judged."""

import asyncio
import math
import time
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from rich.console import Console

from cli.services import NAMES
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import KeyRing
from tests.chaos.checking.found import Found, Kind
from tests.chaos.checking.gathering import gathered
from tests.chaos.checking.invariants import invariants_broken
from tests.chaos.checking.rules import judged
from tests.chaos.checking.settling import settled
from tests.chaos.faults.catalogue import possible
from tests.chaos.faults.schedule import Schedule
from tests.chaos.ground.ground import Ground, standing
from tests.chaos.load.door import Door
from tests.chaos.load.ledger import Ledger
from tests.chaos.load.mixed import Mixture
from tests.chaos.load.opening import open_network
from tests.chaos.load.strangers import Strangers
from tests.chaos.load.world import World
from tests.chaos.verdict import Verdict
from tests.chaos.wish import Wish

OPERATOR = "operator"
LOOK_EVERY, COUNT_EVERY, TELL_EVERY = 1.0, 10.0, 15.0


async def run(wish: Wish, console: Console, command: str) -> Verdict:
    """Do it, and give what came of it. Raises what the ground raises when it cannot be laid."""
    dice = Random(wish.seed)
    begun = time.monotonic()
    async with standing(wish.directory, wish.layout, wish.source, wish.told, Random(dice.random())) as ground:
        verdict = Verdict(wish.seed, command, ground.servers.kafka.broker)
        ledger = Ledger.on(wish.directory / "ledger.ndjson")
        try:
            await _Run(wish, console, ground, ledger, dice).through(verdict)
        finally:
            ledger.close()
    verdict.duration_s = round(time.monotonic() - begun, 1)
    return verdict


class _Run:
    """What the parts of a run share."""

    def __init__(self, wish: Wish, console: Console, ground: Ground, ledger: Ledger, dice: Random) -> None:
        self._wish, self._console, self._ground, self._ledger = wish, console, ground, ledger
        kinds = possible(wish.kinds, ground.servers.kafka.keeps_records)
        self._faults = Schedule(ground, kinds, wish.every, Random(dice.random()))
        self._keys = KeyRing(ground.signing_key)
        operator = self._key(OPERATOR, Scope.OPERATE)
        self._door = Door(ground.fleet, ledger, f"chaos-{wish.seed}", Random(dice.random()))
        self._world = World(self._door, ledger, Random(dice.random()), operator)
        self._strangers = Strangers(ground, ledger, Random(dice.random()))
        self._begun = self._opened = time.monotonic()
        self._counted, self._counted_at = 0, -math.inf

    async def through(self, verdict: Verdict) -> None:
        """From the opening to the judgement."""
        lonely, rosters = await open_network(self._world, self._wish.size)
        self._say(f"open: {len(self._world.organisations)} organisations, {await self._events():,} events")
        mixture = Mixture(self._world, self._strangers, lonely, rosters, self._wish.pace)
        mixture.start()
        self._opened = time.monotonic()
        faults = asyncio.create_task(self._faults.run())
        await self._until_enough(mixture, faults)
        faults.cancel()
        await asyncio.gather(faults, return_exceptions=True)
        await self._faults.finish()
        self._say("no more faults; everybody waits for their last answers")
        await mixture.stop(self._wish.patience)
        await self._judge(verdict)

    async def _until_enough(self, mixture: Mixture, faults: "asyncio.Task[None]") -> None:
        told = 0.0
        while (progress := await self._lacking()) is not None:
            mixture.check()
            if faults.done():
                faults.result()
            if time.monotonic() - told > TELL_EVERY:
                told = time.monotonic()
                self._say(progress)
            await asyncio.sleep(LOOK_EVERY)

    async def _lacking(self) -> str | None:
        """How far it is; None when there was enough, or the time is over."""
        events, faults = await self._events(), self._faults.counted.total()
        minutes = (time.monotonic() - self._opened) / 60
        if minutes > self._wish.minutes or (faults >= self._wish.faults and events >= self._wish.events):
            return None
        under_way = len(self._door.under_way)
        sent, again = self._door.sent, self._door.retries
        return f"{faults} faults, {events:,} events, {sent:,} requests ({again:,} again, {under_way} under way)"

    async def _events(self) -> int:
        """How many there were a moment ago. They are counted one by one: an estimate is too low after a kill."""
        if time.monotonic() - self._counted_at < COUNT_EVERY:
            return self._counted
        database = self._ground.database
        try:
            async with asyncio.timeout(5):
                boxes = [database[f"mentormesh_{name}"]["outbox"] for name in NAMES]
                self._counted = sum([await box.count_documents({}) for box in boxes])
        except Exception:  # noqa: BLE001  the database may be the very thing that is away
            return self._counted
        self._counted_at = time.monotonic()
        return self._counted

    async def _judge(self, verdict: Verdict) -> None:
        verdict.settled_s, moving = await settled(self._ground, self._wish.patience)
        verdict.settled_s = round(verdict.settled_s, 1)
        self._say(f"settled within {verdict.settled_s} s" if moving is None else f"never settled: {moving}")
        begun = time.monotonic()
        found = [Found(Kind.BROKEN, "settled", f"it never came to rest: {moving}")] if moving else []
        evidence = await gathered(self._ground.servers.kafka_url, self._ground.database, self._ledger)
        found += await asyncio.to_thread(judged, evidence)
        found += await self._invariants()
        verdict.judge(found)
        verdict.events = sum(len(evidence.documents(name, "outbox")) for name in NAMES)
        verdict.checked_s = round(time.monotonic() - begun, 1)
        self._enter(verdict)

    async def _invariants(self) -> list[Found]:
        keys = {each.id: self._key(each.id, Scope.READ, Scope.COORDINATE) for each in self._world.organisations}
        fleet, kafka_url = self._ground.fleet, self._ground.servers.kafka_url
        return await invariants_broken(fleet, kafka_url, keys, self._world.operator)

    def _enter(self, verdict: Verdict) -> None:
        ledger, door = self._ledger, self._door
        verdict.faults = dict(sorted(self._faults.counted.items()))
        verdict.faults_total = self._faults.counted.total()
        verdict.faults_idle = len(self._faults.struck) - verdict.faults_total
        verdict.restarts = self._ground.fleet.restarts
        verdict.requests, verdict.retries = len(ledger.entries), door.retries
        verdict.accepted = sum(each.was_accepted for each in ledger.entries)
        verdict.refused = verdict.requests - verdict.accepted
        verdict.repeated_requests, verdict.repeated_records = ledger.repeated_requests, ledger.repeated_records
        verdict.malformed_records = len(ledger.malformed)
        verdict.requests_by_act = dict(ledger.by_act.most_common())

    def _key(self, organisation_id: str, *scopes: Any) -> str:
        now = datetime.now(UTC).replace(microsecond=0)
        return self._keys.issue(f"chaos-{organisation_id}", organisation_id, scopes, now, now + timedelta(days=9))

    def _say(self, what: str) -> None:
        self._console.print(f"{time.monotonic() - self._begun:7.1f} s  {what}", style="dim")
