"""Reads a second: our service against a bare FastAPI + PyMongo app that does the same query and answers the same JSON.

Both run on the same mongod, on the same event loop and parser, and are measured in turn by the same clients; what the
two answer is compared first. Ours checks the key, its revocation and scope, counts against the rate limit (in Valkey,
set so high that nothing is refused), bounds bodies and requests, carries correlation, an ETag and metrics, and shows of
a person what the caller may see. The other does nothing of that. One aggregate is read by its id; the page, of 50, is
told separately.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count
from statistics import median
from typing import Any

import orjson

from deploy.local.ports import free_port
from deploy.local.process import ChildProcess
from tests.bench.api.bare import COLLECTION
from tests.bench.api.ground import PYTHONPATH, Ground, standing
from tests.bench.api.http import Http, failures, request
from tests.bench.api.open_loop import closed_loop
from tests.bench.api.opening import Organisation, organisation
from tests.bench.api.processes import watched
from tests.bench.api.run import Run
from tests.bench.results import Figures

CLIENTS, PEOPLE, PAGE = 32, 500, 50
READY_SECONDS = 60.0


class Way:
    """One app, asked in one manner."""

    def __init__(self, http: Http, messages: Sequence[bytes], pids: dict[str, int]) -> None:
        self.http, self._messages, self._pids = http, messages, pids
        self.rates: list[float] = []
        self.cores: dict[str, float] = {}
        self._numbers = count()

    async def measure(self, seconds: float) -> None:
        """One round."""
        watch = watched(self._pids)
        self.rates.append(await closed_loop(CLIENTS, seconds, self._ask))
        self.cores = watch.cores()

    async def _ask(self, client: int) -> bool:
        return await self.http.ask(self._messages[next(self._numbers) % len(self._messages)]) is not None


async def measure(run: Run) -> Figures:
    """Both in turn, one person and then a page."""
    async with standing(run.servers, run.directory, "reads", ("profile",)) as ground:
        made = await organisation(ground, 0, PEOPLE, 0)
        ids = [each.id for each in made.crowd]
        await _laid_out(ground, made, ids)
        async with _bare(ground, run) as (http, process):
            pids = ground.pids() | {"bare": process.pid}
            ours = ground.http["profile"]
            one = (
                [request("GET", f"/v1/people/{id}", made.key) for id in ids],
                [request("GET", f"/people/{id}?organisation={made.id}", "none") for id in ids],
            )
            page = (
                [request("GET", f"/v1/people?limit={PAGE}", made.key)],
                [request("GET", f"/people?organisation={made.id}&limit={PAGE}", "none")],
            )
            figures: Figures = {}
            for name, messages in {"read": one, "list": page}.items():
                equal = await _equal(ours, http, messages)
                ways = {"ours": Way(ours, messages[0], pids), "bare": Way(http, messages[1], pids)}
                figures |= await _compared(run, name, ways) | {f"{name}_same_answer": equal}
            return figures | {"clients": CLIENTS} | failures({"ours": ours, "bare": http})


async def _compared(run: Run, name: str, ways: dict[str, Way]) -> Figures:
    rounds, seconds = int(run.sized(6, 2)), run.sized(6, 2)
    for number in range(rounds + 1):
        run.say(f"{name}: " + ("warming up" if number == 0 else f"round {number} of {rounds}"))
        for way in ways.values():
            await way.measure(seconds)
    ours, bare = (median(way.rates[1:]) for way in ways.values())
    return {
        f"{name}s_per_s": round(ours),
        f"bare_{name}s_per_s": round(bare),
        f"{name}_ratio": round(ours / bare, 3),
        f"{name}_rounds": {known: [round(rate) for rate in way.rates[1:]] for known, way in ways.items()},
        f"{name}_busy_cores": {known: way.cores for known, way in ways.items()},
    }


async def _laid_out(ground: Ground, made: Organisation, ids: list[str]) -> None:
    """The same people as the bare app keeps them."""
    database = ground.mongo[ground.settings.database("profile")]
    bare: list[dict[str, Any]] = []
    for id in ids:
        shown = await ground.http["profile"].insist(request("GET", f"/v1/people/{id}", made.key))
        stored = await database["persons"].find_one({"_id": id}) or {}
        bare.append(shown | {"_id": id, "organisations": stored["organisations"], "sorted_by": stored["changed_at"]})
    await database[COLLECTION].insert_many(bare)
    await database[COLLECTION].create_index([("organisations", 1), ("sorted_by", 1), ("_id", 1)])


async def _equal(ours: Http, bare: Http, messages: tuple[list[bytes], list[bytes]]) -> bool:
    """Whether both answer the same; of pages, apart from how the cursor is written."""
    for one, other in list(zip(*messages, strict=True))[:50]:
        told, same = await ours.insist(one), await bare.insist(other)
        if "items" in told:
            told, same = told["items"], same["items"]
        if orjson.dumps(told, option=orjson.OPT_SORT_KEYS) != orjson.dumps(same, option=orjson.OPT_SORT_KEYS):
            return False
    return True


@asynccontextmanager
async def _bare(ground: Ground, run: Run) -> AsyncIterator[tuple[Http, ChildProcess]]:
    port = free_port()
    command = [sys.executable, "-P", "-m", "tests.bench.api.bare", ground.servers.mongo_url]
    command += [ground.settings.database("profile"), str(port)]
    process = ChildProcess(command, run.directory / "bare.log", told={"PYTHONPATH": PYTHONPATH})
    http, deadline = Http(port), time.monotonic() + READY_SECONDS
    try:
        while await http.ask(b"GET /people?organisation=none HTTP/1.1\r\nHost: localhost\r\n\r\n") is None:
            if time.monotonic() > deadline or not process.is_running:
                raise RuntimeError(f"the bare app is not ready: {process.last_line()}")
            await asyncio.sleep(0.1)
        http.close()
        yield (fresh := Http(port)), process
        fresh.close()
    finally:
        process.stop()
