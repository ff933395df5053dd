"""The three servers, each behind a wire that services reach it through."""

import asyncio
from pathlib import Path

from deploy.local.kafka import KafkaServer
from deploy.local.mongo import MongoServer
from deploy.local.ports import LOOPBACK
from deploy.local.server import LocalServer
from deploy.local.valkey import ValkeyServer
from tests.chaos.ground.wire import Wire

SERVERS = ("mongo", "kafka", "valkey")


class Servers:
    """A mongod, a broker and a Valkey of one's own, to be killed at will."""

    def __init__(self, directory: Path, broker: type[KafkaServer]) -> None:
        self.mongo, self.kafka, self.valkey = MongoServer(directory), broker(directory), ValkeyServer(directory)
        self.wires = {name: Wire() for name in SERVERS}
        self.kafka.told_port = self.wires["kafka"].port

    def __getitem__(self, name: str) -> LocalServer:
        """The server of that name."""
        found: LocalServer = getattr(self, name)
        return found

    async def start(self) -> None:
        """Start them, and then the wires. Raises ServerDidNotStart."""
        await asyncio.gather(*(asyncio.to_thread(self[name].start) for name in SERVERS))
        for name, wire in self.wires.items():
            await wire.start(self[name].port)

    async def stop(self) -> None:
        """End them."""
        for wire in self.wires.values():
            await wire.stop()
        for name in reversed(SERVERS):
            await asyncio.to_thread(self[name].resume)
            await asyncio.to_thread(self[name].stop)

    @property
    def kafka_url(self) -> str:
        """Where clients find the broker: at the end of its wire."""
        return f"{LOOPBACK}:{self.wires['kafka'].port}"

    @property
    def mongo_url(self) -> str:
        """Where the checker finds the database, past the wire."""
        return self.mongo.url

    def environment(self) -> dict[str, str]:
        """What services are told: the wires' addresses."""
        mongo, valkey = self.wires["mongo"].port, self.wires["valkey"].port
        return {
            **self.kafka.settings,
            "MENTORMESH_KAFKA_URL": self.kafka_url,
            # A driver that discovers the replica set would go past the wire.
            "MENTORMESH_MONGO_URL": f"mongodb://{LOOPBACK}:{mongo}/?directConnection=true",
            "MENTORMESH_REDIS_URL": f"redis://{LOOPBACK}:{valkey}/0",
        }
