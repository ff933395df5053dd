"""What an event costs among a million aggregates, against ten thousand, with the bare replaces beside it."""

import random
import time
from dataclasses import dataclass
from statistics import median

from services.chassis.mongo.driver import Client, Database, close, connect
from services.chassis.mongo.indexes import create_indexes
from services.chassis.settings import Settings
from services.feedback.app import SERVICE as FEEDBACK
from tests.bench.results import Figures
from tests.bench.runtime.durable import durable
from tests.bench.runtime.form import require_same_form
from tests.bench.runtime.load import held, row, started
from tests.bench.runtime.preload import preload
from tests.bench.runtime.replaces import replaces, some_of
from tests.bench.runtime.run import ROUNDS, Run

KINDS = ("relationships", "held_sessions")
FEW, MANY = 10_000, 1_000_000


@dataclass(frozen=True)
class Side:
    """One of the two databases."""

    aggregates: int
    settings: Settings
    database: Database
    durable: list[float]
    replace: list[float]


async def million(run: Run) -> Figures:
    """Sessions held, heard by feedback, of mentorships drawn at random; medians, both sides in turn."""
    client = connect(await run.settings("few"))
    begun = time.perf_counter()
    sides = [await _prepared(run, client, *each) for each in (("few", FEW), ("many", MANY))]
    took = time.perf_counter() - begun
    for number in range(ROUNDS):
        for side in sides:
            run.say(f"{side.aggregates:,} aggregates, round {number + 1} of {ROUNDS}")
            await _measure(run, side, number)
    figures = _figures(*sides) | {"million": await _noted(run, client, sides[1], took)}
    for side in sides:
        await client.drop_database(side.database.name)
    await close(client)
    return figures


async def _prepared(run: Run, client: Client, name: str, size: int) -> Side:
    aggregates = run.of(size)
    run.say(f"putting in {aggregates:,} aggregates")
    settings = await run.settings(name)
    database = client[settings.database(FEEDBACK.name)]
    await create_indexes(database, settings, FEEDBACK.all_kinds, FEEDBACK.indexes)
    await preload(FEEDBACK, database, (started(number) for number in range(aggregates)))
    # One more by way of the runtime, which also warms up.
    last = row(started(aggregates), 1)
    await durable(FEEDBACK, settings, [last])
    one, other = "mentorship-0", f"mentorship-{aggregates}"
    prefixes = {"relationships": "", "reminders": "no-session:", "seen": f"{last['topic']}/"}
    pairs = [(collection, prefix + one, prefix + other) for collection, prefix in prefixes.items()]
    await require_same_form(database, pairs)
    return Side(aggregates, settings, database, [], [])


async def _measure(run: Run, side: Side, number: int) -> None:
    draw = random.Random(f"{side.aggregates} {number}")
    chosen = [draw.randrange(side.aggregates) for _ in range(run.events)]
    rows = held(chosen, first=number * run.events)
    side.durable.append(await durable(FEEDBACK, side.settings, rows))
    documents = await some_of(side.database, KINDS, run.events)
    side.replace.append(await replaces(side.database, documents, run.events))


def _figures(few: Side, many: Side) -> Figures:
    rates = {
        "durable_10k_per_s": median(few.durable),
        "replace_10k_per_s": median(few.replace),
        "durable_1m_per_s": median(many.durable),
        "replace_1m_per_s": median(many.replace),
    }
    return {
        **{name: round(rate) for name, rate in rates.items()},
        "durable_1m_to_10k": round(rates["durable_1m_per_s"] / rates["durable_10k_per_s"], 3),
        "replace_1m_to_10k": round(rates["replace_1m_per_s"] / rates["replace_10k_per_s"], 3),
    }


async def _noted(run: Run, client: Client, many: Side, took: float) -> Figures:
    cache = (await client.admin.command("serverStatus"))["wiredTiger"]["cache"]
    stats = await many.database.command("dbStats")
    return {
        "handler": "sessions held → feedback (two aggregates)",
        "aggregates": many.aggregates,
        "documents": stats["objects"],
        "data_mb": round(stats["dataSize"] / 1e6),
        "indexes_mb": round(stats["indexSize"] / 1e6),
        "mongo_cache_mb": round(cache["maximum bytes configured"] / 1e6),
        "preload_s": round(took, 1),
        "rounds": {"durable": [round(one) for one in many.durable], "replace": [round(one) for one in many.replace]},
    }
