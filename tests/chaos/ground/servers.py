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


class BrokerBehindWire(KafkaServer):
    """A broker that tells its clients to come through the wire."""

    told_port = 0

    def command(self, program: str) -> list[str]:
        return [*super().command(program)[:-2], *self._listeners()]

    def _listeners(self) -> list[str]:
        return [f"--advertised-listener-url=tcp://{LOOPBACK}:{self.told_port}", "--storage-engine=memory://tansu/"]


class Servers:
    """A mongod, a broker and a Valkey of one's own, to be killed at will."""

    def __init__(self, directory: Path) -> None:
        self.mongo, self.kafka, self.valkey = (
            MongoServer(directory),
            BrokerBehindWire(directory),
            ValkeyServer(directory),
        )
        self.broker = "tansu"
        self.keeps_records = False
        """Whether the broker still has them after a restart."""
        self.wires: dict[str, Wire] = {}

    def __getitem__(self, name: str) -> LocalServer:
        """The server of that name."""
        found: LocalServer = getattr(self, name)
        return found

    async def start(self) -> None:
        """Start them, and the wires before them. Raises ServerDidNotStart."""
        # The broker has to know its wire's port, and the wire the broker's, so that both are chosen beforehand.
        self.wires = {name: Wire(0) for name in SERVERS}
        self.kafka.told_port = self.wires["kafka"].port
        await asyncio.gather(*(asyncio.to_thread(self[name].start) for name in SERVERS))
        for name, wire in self.wires.items():
            wire.target = self[name].port
            await wire.start()

    async def stop(self) -> None:
        """End them."""
        for wire in self.wires.values():
            await wire.stop()
        for name in reversed(SERVERS):
            await asyncio.to_thread(self[name].resume)
            await asyncio.to_thread(self[name].stop)

    @property
    def kafka_url(self) -> str:
        """Where the checker finds the broker."""
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
