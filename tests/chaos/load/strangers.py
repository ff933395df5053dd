"""What strangers put into the topics: records that nobody can read, and copies of records that were there before."""

import asyncio
import uuid
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from pymongo.errors import PyMongoError

from cli.services import NAMES
from tests.chaos.ground.ground import Ground
from tests.chaos.load.ledger import Ledger

MARK = "chaosmark"
"""A header of every malformed record, by which the checker knows it again."""
Row = dict[str, Any]
Headers = list[tuple[str, bytes]]


class Strangers:
    """Somebody with access to the broker who should have none."""

    def __init__(self, ground: Ground, ledger: Ledger, dice: Random) -> None:
        self._ground, self._ledger, self._dice = ground, ledger, dice
        self._producer: AIOKafkaProducer | None = None

    async def put_something(self, malformed: bool) -> None:
        """A spoilt record or a copy; nothing while the database or the broker is away."""
        try:
            row = await self._some_row()
            if row is not None:
                await self._send(row, malformed)
        except (PyMongoError, KafkaError, OSError):
            await self.close()

    async def _some_row(self) -> Row | None:
        outbox: Any = self._ground.database[f"mentormesh_{self._dice.choice(NAMES)}"]["outbox"]
        found = await outbox.aggregate([{"$match": {"pending": False}}, {"$sample": {"size": 1}}])
        rows: list[Row] = await found.to_list(1)
        return rows[0] if rows else None

    async def _send(self, row: Row, malformed: bool) -> None:
        headers, body = [(name, bytes(value)) for name, value in row["headers"].items()], bytes(row["body"])
        if malformed:
            mark = str(uuid.uuid4())
            self._ledger.spoilt(mark)
            headers, body = self._dice.choice(SPOILT)(headers, body)
            headers.append((MARK, mark.encode()))
        else:
            self._ledger.repeated_records += 1
        producer = await self._connected()
        async with asyncio.timeout(10):
            await producer.send_and_wait(row["topic"], body, key=row["key"].encode(), headers=headers)

    async def _connected(self) -> AIOKafkaProducer:
        if self._producer is None:
            producer = AIOKafkaProducer(bootstrap_servers=self._ground.servers.kafka_url, acks="all")
            await producer.start()
            self._producer = producer
        return self._producer

    async def close(self) -> None:
        """Go away."""
        if self._producer is not None:
            producer, self._producer = self._producer, None
            try:
                async with asyncio.timeout(5):
                    await producer.stop()
            except (KafkaError, TimeoutError, OSError):
                return


def _without(name: str) -> Callable[[Headers, bytes], tuple[Headers, bytes]]:
    return lambda headers, body: ([each for each in headers if each[0] != name], body)


def _with(name: str, value: bytes) -> Callable[[Headers, bytes], tuple[Headers, bytes]]:
    return lambda headers, body: ([(known, value if known == name else text) for known, text in headers], body)


SPOILT: Sequence[Callable[[Headers, bytes], tuple[Headers, bytes]]] = (
    lambda headers, body: (headers, body[: len(body) // 2]),
    lambda headers, body: (headers, b"\xff\x00 nothing of sense"),
    lambda headers, body: (headers, b'{"after": 7}'),
    _without("ce_id"),
    _without("ce_sequence"),
    _with("ce_sequence", b"minus one"),
    _with("ce_time", b"yesterday"),
    _with("ce_specversion", b"0.3"),
    _with("ce_subject", b"somebody-else"),
    _with("ce_subject", b"\xff\xfe"),
)
