"""The servers of one run: given ones are used, the others are started."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Self, TypeVar

from deploy.local.brokers import chosen_broker
from deploy.local.claim import claim
from deploy.local.errors import ServerNotOurs
from deploy.local.kafka import KafkaServer
from deploy.local.mongo import MongoServer
from deploy.local.server import LocalServer
from deploy.local.valkey import ValkeyServer

KAFKA, MONGO, REDIS = "MENTORMESH_KAFKA_URL", "MENTORMESH_MONGO_URL", "MENTORMESH_REDIS_URL"

Kind = TypeVar("Kind", bound=LocalServer)


class Servers:
    """Where the servers are. In a `with` statement they are gone when it ends, however it ends."""

    def __init__(self, given: dict[str, str], started: dict[str, LocalServer], lock: IO[str]) -> None:
        self._given, self._started, self._lock = given, started, lock

    @property
    def kafka_url(self) -> str:
        """Bootstrap servers, as HOST:PORT."""
        return self._urls[KAFKA]

    @property
    def mongo_url(self) -> str:
        """A connection string with its replica set."""
        return self._urls[MONGO]

    @property
    def redis_url(self) -> str:
        """A redis:// address with its database number."""
        return self._urls[REDIS]

    @property
    def kafka(self) -> KafkaServer:
        """The broker that was started here, to kill, pause or restart."""
        return self._ours(KAFKA, KafkaServer)  # type: ignore[type-abstract]

    @property
    def mongo(self) -> MongoServer:
        """The mongod that was started here, to kill, pause or restart."""
        return self._ours(MONGO, MongoServer)

    @property
    def valkey(self) -> ValkeyServer:
        """The Valkey that was started here, to kill, pause or restart."""
        return self._ours(REDIS, ValkeyServer)

    def environment(self) -> dict[str, str]:
        """All that a service's process must be told: the addresses, and what suits the servers started here."""
        told = self._urls
        for server in self._started.values():
            told |= server.settings
        return told

    def ended(self) -> list[LocalServer]:
        """Those started here that have ended though nobody asked them to."""
        return [server for server in self._started.values() if server.has_ended]

    def stop(self) -> None:
        """End what was started here, the last one first, and let go of the directory."""
        _stop(self._started.values())
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self.stop()

    @property
    def _urls(self) -> dict[str, str]:
        return self._given | {name: server.url for name, server in self._started.items()}

    def _ours(self, name: str, kind: type[Kind]) -> Kind:
        server = self._started.get(name)
        if not isinstance(server, kind):
            raise ServerNotOurs(kind.name, self._given.get(name))
        return server


def start_servers(
    directory: Path, *, kafka: bool = True, mongo: bool = True, valkey: bool = True, keep: bool = False
) -> Servers:
    """Start what is wanted and not given, with logs and data below `directory`.

    `keep` takes up what an earlier run has kept on disk; otherwise every run begins empty. Raises ServerDidNotStart,
    DirectoryInUse, UnknownBroker.
    """
    wanted = [name for name, wish in ((MONGO, mongo), (KAFKA, kafka), (REDIS, valkey)) if wish]
    given = {name: url for name in wanted if (url := os.environ.get(name))}
    lock = claim(directory)
    started: dict[str, LocalServer] = {}
    try:
        for name in wanted:
            if name not in given:
                started[name] = _kind(name)(directory, keep=keep)
                started[name].start()
    except BaseException:
        _stop(started.values())
        lock.close()
        raise
    return Servers(given, started, lock)


def _kind(name: str) -> type[LocalServer]:
    kinds: dict[str, type[LocalServer]] = {MONGO: MongoServer, REDIS: ValkeyServer}
    return kinds.get(name) or chosen_broker()


def _stop(servers: Iterable[LocalServer]) -> None:
    for server in reversed(list(servers)):
        server.stop()
