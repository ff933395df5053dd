"""Two handlers as `serve` runs them, beside the bare replaces and the usual way: three times each, in turn."""

from statistics import median

from services.chassis.mongo.driver import close, connect
from services.chassis.service import Service
from services.feedback.app import SERVICE as FEEDBACK
from services.matching.app import SERVICE as MATCHING
from tests.bench.results import Figures
from tests.bench.runtime.durable import durable
from tests.bench.runtime.load import Load, people, sessions
from tests.bench.runtime.replaces import replaces, some_of
from tests.bench.runtime.run import ROUNDS, Run
from tests.bench.runtime.single import single16

SINGLES = 1_500
KINDS_OF_RATES = ("durable", "replace", "single16")


async def handlers(run: Run) -> Figures:
    """Events a second, of both together: the same number of each, one after the other."""
    every = run.events * ROUNDS
    loads = [(MATCHING, people(run.aggregates, every, 1)), (FEEDBACK, sessions(run.aggregates, every, 2))]
    rows = [await _handler(run, service, load) for service, load in loads]
    total = {name: len(rows) / sum(1 / row[name] for row in rows) for name in KINDS_OF_RATES}
    return {
        **{f"{name}_per_s": round(rate) for name, rate in total.items()},
        "durable_to_replace": round(total["durable"] / total["replace"], 3),
        "durable_to_single16": round(total["durable"] / total["single16"], 2),
        "handlers": rows,
    }


async def _handler(run: Run, service: Service, load: Load) -> Figures:
    settings = await run.settings(f"durable-{service.name}")
    await durable(service, settings, load.before)
    client = connect(settings)
    database = client[settings.database(service.name)]
    rates: dict[str, list[float]] = {"durable": [], "replace": []}
    for number in range(ROUNDS):
        run.say(f"{load.name}, round {number + 1} of {ROUNDS}")
        timed = load.timed[number * run.events : (number + 1) * run.events]
        rates["durable"].append(await durable(service, settings, timed))
        documents = await some_of(database, load.kinds, run.events)
        rates["replace"].append(await replaces(database, documents, run.events))
    await close(client)
    rates["single16"] = [await _single(run, service, load)]
    medians = {name: round(median(each)) for name, each in rates.items()}
    return {"handler": load.name, **medians, "rounds": {name: [round(one) for one in rates[name]] for name in rates}}


async def _single(run: Run, service: Service, load: Load) -> float:
    run.say(f"{load.name}, one transaction a message, sixteen at once")
    settings = await run.settings(f"single-{service.name}")
    # What the handler must know before, written by our own runtime.
    await durable(service, settings, load.before)
    client = connect(settings)
    rate = await single16(service, settings, client, load.first(run.of(SINGLES)))
    await close(client)
    return rate
