"""`python -m tests.bench.runtime`: records a second through the handlers that `serve` registers, beside their limits.

Writes build/bench/runtime.json. All figures are of one run on the same servers; rates are events a second.
"""

import argparse
import json
import logging
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvloop
from rich.console import Console
from rich.table import Table

from deploy.local import Servers, start_servers
from services.chassis.garbage import spare_the_long_lived
from services.chassis.kafka.topics import create_topics
from services.chassis.mongo.driver import close, connect
from services.chassis.observability.logs import configure_logs
from services.chassis.service import Service
from services.chassis.settings import Settings, load_settings
from services.feedback.app import SERVICE as FEEDBACK
from services.matching.app import SERVICE as MATCHING
from tests.bench.runtime.durable import durable, replaces
from tests.bench.runtime.load import Load, people, sessions
from tests.bench.runtime.relayed import relayed
from tests.bench.runtime.single import single16

FLOORS = {"durable / replace": 0.4, "durable / single16": 8.0, "relay_per_s": 10_000}
SINGLES = 1_500


def main() -> None:
    """Run it all and print a table."""
    arguments = _arguments()
    configure_logs("bench", "WARNING")
    # Sixteen consumers that start at once are rebalanced many times; that is no news here.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    with start_servers(Path(".local/bench")) as servers:
        figures = uvloop.run(_measure(servers, arguments.aggregates, arguments.events))
    target = Path(arguments.out)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(figures, indent=2) + "\n")
    _show(figures)
    print(f"written to {target}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench.runtime", description=__doc__)
    parser.add_argument("--events", type=int, default=20_000, help="timed events a handler (default 20000)")
    parser.add_argument("--aggregates", type=int, default=10_000, help="aggregates that they are about (default 10000)")
    parser.add_argument("--out", default="build/bench/runtime.json", help="where the figures go")
    return parser.parse_args()


async def _measure(servers: Servers, aggregates: int, events: int) -> dict[str, Any]:
    loads = [(MATCHING, people(aggregates, events, 1)), (FEEDBACK, sessions(aggregates, events, 2))]
    handlers = [await _handler(servers, service, load) for service, load in loads]
    settings = await _settings(servers, "relay")
    client = connect(settings)
    relay, in_order = await relayed(settings, client, aggregates, events)
    await close(client)
    totals = {name: _together([handler[name] for handler in handlers]) for name in ("durable", "replace", "single16")}
    return {
        "durable_per_s": round(totals["durable"]),
        "replace_per_s": round(totals["replace"]),
        "single16_per_s": round(totals["single16"]),
        "relay_per_s": round(relay),
        "relay_in_order": in_order,
        "durable_to_replace": round(totals["durable"] / totals["replace"], 3),
        "durable_to_single16": round(totals["durable"] / totals["single16"], 2),
        "handlers": handlers,
        "events": events,
        "aggregates": aggregates,
        "broker": (servers.environment().get("MENTORMESH_KAFKA_IDEMPOTENCE", "true") == "false" and "Tansu") or "Kafka",
        "python": platform.python_version(),
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


async def _handler(servers: Servers, service: Service, load: Load) -> dict[str, Any]:
    settings = await _settings(servers, f"durable-{service.name}")
    spare_the_long_lived()
    rate = await durable(service, settings, load)
    client = connect(settings)
    limit = await replaces(client[settings.database(service.name)], load)
    single = await _settings(servers, f"single-{service.name}")
    few = Load(load.name, load.service, load.before, load.timed[:SINGLES], load.kinds)
    await _known(service, single, few)
    usual = await single16(service, single, client, few)
    await close(client)
    return {"handler": load.name, "durable": round(rate), "replace": round(limit), "single16": round(usual)}


async def _known(service: Service, settings: Settings, load: Load) -> None:
    """What the handler must know before, written by our own runtime."""
    await durable(service, settings, Load(load.name, load.service, load.before[:-1], load.before[-1:], load.kinds))


async def _settings(servers: Servers, namespace: str) -> Settings:
    own = {name.removeprefix("MENTORMESH_").lower(): value for name, value in servers.environment().items()}
    settings = load_settings(**own, namespace=namespace)
    await create_topics(settings)
    return settings


def _together(rates: list[float]) -> float:
    """The rate over the same number of events of each: the harmonic mean."""
    return len(rates) / sum(1 / rate for rate in rates)


def _show(figures: dict[str, Any]) -> None:
    table = Table(
        "events a second", "durable", "bare replaces", "single, 16 at once", "durable / replace", "durable / single"
    )
    for handler in figures["handlers"]:
        table.add_row(*_row(handler["handler"], handler["durable"], handler["replace"], handler["single16"]))
    table.add_row(*_row("together", *(figures[f"{name}_per_s"] for name in ("durable", "replace", "single16"))))
    console = Console(width=100)
    console.print(table)
    order = "in order" if figures["relay_in_order"] else "OUT OF ORDER"
    console.print(f"relay: {figures['relay_per_s']} rows a second, marked, {order}   (floors: {FLOORS})")


def _row(name: str, durable: float, replace: float, single: float) -> tuple[str, ...]:
    return (name, f"{durable}", f"{replace}", f"{single}", f"{durable / replace:.2f}", f"{durable / single:.1f}")


if __name__ == "__main__":
    main()
