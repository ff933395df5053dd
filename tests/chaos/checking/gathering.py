"""Fetches the evidence: every record of every topic, every document of every database."""

from collections.abc import Mapping
from typing import Any

from pymongo import AsyncMongoClient

from cli.services import NAMES
from cli.verify.topics import read_topics
from tests.chaos.checking.evidence import Collections, Evidence
from tests.chaos.load.ledger import Ledger

LEFT_OUT = frozenset({"answers", "leases", "sandbox", "reminders", "receipts", "receipt_parts", "plan_parts"})
"""Of no use as evidence, and some of it large."""


async def gathered(kafka_url: str, database: AsyncMongoClient[Any], ledger: Ledger) -> Evidence:
    """Everything there is. Raises TopicsOutOfReach or PyMongoError."""
    databases: Mapping[str, Collections] = {name: await _collections(database[f"mentormesh_{name}"]) for name in NAMES}
    return Evidence(
        raws=await read_topics(kafka_url, ""),
        databases=databases,
        entries=ledger.entries,
        malformed=frozenset(ledger.malformed),
        surprises=ledger.surprises,
        busy_times=ledger.busy_times,
        people=ledger.people,
    )


async def _collections(database: Any) -> Collections:
    names = [name for name in await database.list_collection_names() if name not in LEFT_OUT]
    return {name: await database[name].find().to_list(None) for name in names}
