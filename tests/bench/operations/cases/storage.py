"""What the whole sample network leaves behind: documents and their indexes in each database, records on each topic.

Bytes on disk are after a checkpoint; small collections have slack in them, so that these are rather too many. Records
are as they are sent, with keys and headers and not compressed. In a quick run only organisations and people are there.
"""

from collections import defaultdict
from io import StringIO
from typing import Any

from pymongo import AsyncMongoClient
from rich.console import Console

from cli.demo.command import ROSTERS
from cli.demo.installation import Installation
from cli.demo.measures.quiet import until_quiet
from cli.demo.run import rosters_in, run_network, running, set_up_network
from cli.services import NAMES
from cli.verify.record import Raw
from cli.verify.topics import read_topics
from services.chassis.settings import load_settings
from tests.bench.api.run import Run
from tests.bench.results import Figures

RECORD_BYTES = 12
"""What Kafka's own format adds to a record in a batch: lengths, deltas of offset and time."""


async def measure(run: Run) -> Figures:
    """By service and collection, and by topic."""
    async with running(Console(file=StringIO()), run.seed, run.directory / "storage") as network:
        if run.quick:
            await set_up_network(network, rosters_in(ROSTERS))
        else:
            await run_network(network, rosters_in(ROSTERS))
        await until_quiet(network.world.anybody)
        at = network.installation
        records = await read_topics(at.servers.kafka_url, at.namespace)
        return {"collections": await _collections(at), "topics": topics(records)}


async def _collections(at: Installation) -> list[Figures]:
    settings = load_settings(namespace=at.namespace)
    async with AsyncMongoClient[dict[str, Any]](at.servers.mongo_url) as client:
        await client.admin.command("fsync")
        found: list[Figures] = []
        for service in NAMES:
            database = client[settings.database(service)]
            for name in sorted(await database.list_collection_names()):
                of = await database.command("collStats", name)
                if of["count"]:
                    found.append({"service": service, "collection": name, **_each(of)})
        return found


def _each(of: dict[str, Any]) -> Figures:
    bytes_of = {"document_bytes": "size", "disk_bytes": "storageSize", "index_bytes": "totalIndexSize"}
    return {"documents": of["count"], **{name: round(of[told] / of["count"]) for name, told in bytes_of.items()}}


def topics(records: list[Raw]) -> list[Figures]:
    """Records, their bytes and how many aggregates they are about, by topic."""
    sizes: dict[str, list[int]] = defaultdict(list)
    keys: dict[str, set[bytes]] = defaultdict(set)
    for record in records:
        sizes[record.topic].append(bytes_of(record))
        keys[record.topic].add(record.key or b"")
    return [
        {
            "topic": name,
            "events": len(each),
            "event_bytes": round(sum(each) / len(each)),
            "aggregates": len(keys[name]),
        }
        for name, each in sorted(sizes.items())
    ]


def bytes_of(record: Raw) -> int:
    """As it is sent."""
    headers = sum(len(name) + len(value or b"") + 2 for name, value in record.headers)
    return RECORD_BYTES + len(record.key or b"") + headers + len(record.body or b"")
