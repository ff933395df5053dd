"""What 1,000 organisations with series of their own cost: how many series, how many bytes, and how long a scrape is.

Every value of every label is there once, as in one process of all services after a long time: the most that it can be.
"""

import time
from itertools import product
from statistics import median

from prometheus_client import generate_latest

from cli.services import NAMES, load
from services.chassis.observability.catalogue import CATALOGUE, ORGANISATION, REGISTRY
from services.chassis.observability.organisations import NAMED
from tests.bench.api.run import Run
from tests.bench.results import Figures

SCRAPES = 9
COUNTED = (0, 100, 1_000)


async def measure(run: Run) -> Figures:
    """Series of all processes together, and one scrape of one process that has them all, by organisations named."""
    load(NAMES)
    found = {number: _named(number) for number in COUNTED}
    return {
        "series_1000": found[1_000]["series"] - found[0]["series"],
        "series": {str(number): each["series"] for number, each in found.items()},
        "scrape_bytes": {str(number): each["bytes"] for number, each in found.items()},
        "scrape_alone_ms": {str(number): each["ms"] for number, each in found.items()},
    }


def _named(organisations: int) -> dict[str, float]:
    NAMED.allow(organisations)
    metrics = {each.name: each for each in CATALOGUE if ORGANISATION in each.labels}
    collectors = {each.name: REGISTRY._names_to_collectors[each.name] for each in metrics.values()}
    for number in range(organisations):
        name = NAMED.name(f"organisation-{number:04}")
        for described in metrics.values():
            for combination in product(*described.values.values()):
                collectors[described.name].labels("all", name, *combination)  # type: ignore[attr-defined]
    times, text = [], b""
    for _ in range(SCRAPES):
        began = time.perf_counter()
        text = generate_latest(REGISTRY)
        times.append(time.perf_counter() - began)
    series = sum(not line.startswith(b"#") for line in text.splitlines())
    for collector in collectors.values():
        collector.clear()  # type: ignore[attr-defined]
    return {"series": series, "bytes": len(text), "ms": round(median(times) * 1000, 1)}
