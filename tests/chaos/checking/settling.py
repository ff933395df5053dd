"""Waiting until nothing moves any more: every process ready, nothing unpublished, nothing unheard of."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import httpx

from cli.services import NAMES
from tests.chaos.checking.tables import LISTENS, OPERATIONS
from tests.chaos.ground.ground import Ground

LOOK_EVERY = 0.5


async def settled(ground: Ground, patience: float) -> tuple[float, str | None]:
    """How long it took, and what still moved when the patience (seconds) was over, if anything did."""
    begun = time.monotonic()
    while (moving := await _moving(ground)) is not None and time.monotonic() - begun < patience:
        await asyncio.sleep(LOOK_EVERY)
    return time.monotonic() - begun, moving


async def _moving(ground: Ground) -> str | None:
    if (unready := await _unready(ground)) is not None:
        return unready
    published: dict[str, int] = {}
    for name in NAMES:
        outbox = ground.database[f"mentormesh_{name}"]["outbox"]
        if waiting := await outbox.count_documents({"pending": True}):
            return f"{name} has {waiting} events to publish"
        published |= await _by_topic(outbox, "$topic", 1)
    for name in NAMES:
        if (behind := await _behind(ground, name, published)) is not None:
            return behind
    return None


async def _behind(ground: Ground, name: str, published: Mapping[str, int]) -> str | None:
    database = ground.database[f"mentormesh_{name}"]
    heard = await _by_topic(database["seen"], {"$arrayElemAt": [{"$split": ["$_id", "/"]}, 0]}, "$n")
    for topic in LISTENS[name]:
        if (lag := published.get(topic, 0) - heard.get(topic, 0)) > 0:
            return f"{name} is {lag} events behind on {topic}"
    parked = await database["held"].count_documents({"state": "parked"})
    return f"{name} holds {parked} records parked" if parked else None


async def _by_topic(collection: Any, key: Any, what: Any) -> dict[str, int]:
    found = await collection.aggregate([{"$group": {"_id": key, "n": {"$sum": what}}}])
    return {row["_id"]: row["n"] for row in await found.to_list(None) if row["_id"] != OPERATIONS}


async def _unready(ground: Ground) -> str | None:
    async with httpx.AsyncClient(timeout=10) as client:
        for replica in ground.fleet.replicas:
            if replica.is_wanted and (why := await _why_not_ready(client, replica.url)) is not None:
                return f"{replica.name} is not ready: {why}"
    return None


async def _why_not_ready(client: httpx.AsyncClient, url: str) -> str | None:
    try:
        answer = await client.get(f"{url}/health/ready")
    except httpx.TransportError as error:
        return type(error).__name__
    return None if answer.is_success else str(answer.json().get("reasons"))
