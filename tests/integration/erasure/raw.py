"""Looks for words in everything that is stored: each field of each document of each database, each byte of a record."""

import base64
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from bson import BSON

from cli.verify.record import Raw
from cli.verify.topics import read_topics
from services.chassis.settings import Settings
from tests.integration.erasure.everybody import Everybody

Found = set[tuple[str, str]]
"""The word, and where it stands."""


async def in_databases(everybody: Everybody, words: Iterable[str]) -> Found:
    """`<database>.<collection>` for each word that stands in one, packed or not."""
    client = next(iter(everybody.offices.values())).runtime.client
    wanted = list(words)
    found: Found = set()
    for name in await client.list_database_names():
        if not name.startswith(f"{everybody.settings.namespace}_"):
            continue
        for collection in await client[name].list_collection_names():
            async for document in client[name][collection].find():
                found |= {(word, f"{name}.{collection}") for word in wanted if _stands_in(word, document)}
    return found


def _stands_in(word: str, document: dict[str, Any]) -> bool:
    return any(word.encode() in text for text in (BSON.encode(document), *_unpacked(document)))


def _unpacked(value: Any) -> Iterator[bytes]:
    """Texts that were compressed, wherever they are."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _unpacked(each)
    elif isinstance(value, str):
        for part in value.split('"'):
            try:
                yield zlib.decompress(base64.b64decode(part, validate=True))
            except (ValueError, zlib.error):
                continue


async def in_topics(settings: Settings, words: Iterable[str]) -> set[str]:
    """Those words that stand in a key, a header or a body of any record."""
    raws = await read_topics(settings.kafka_url, settings.namespace)
    return {word for word in words if any(word.encode() in part for raw in raws for part in _parts(raw))}


async def stream(settings: Settings, topic: str, key: str) -> list[Raw]:
    """The records of one key, in order."""
    raws = await read_topics(settings.kafka_url, settings.namespace)
    return [raw for raw in raws if raw.topic == topic and raw.key == key.encode()]


def _parts(raw: Raw) -> Iterator[bytes]:
    yield raw.key or b""
    yield raw.body or b""
    for name, value in raw.headers:
        yield name.encode()
        yield value or b""
