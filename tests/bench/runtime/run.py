"""What a case is given: the servers, how large to be, and whom to tell."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from deploy.local import ServerNotOurs, Servers
from services.chassis.kafka.topics import create_topics
from services.chassis.settings import Settings
from tests.told_settings import settings_of

ROUNDS = 3
"""Of what is measured several times; the figure is the median."""


@dataclass(frozen=True)
class Run:
    """One run of the benchmark."""

    servers: Servers
    events: int
    aggregates: int
    quick: bool
    tell: Callable[[str], None] = print
    begun: float = field(default_factory=time.monotonic)

    def of(self, size: int) -> int:
        """That many; a twentieth in a quick run, whose figures are only there to see that all works."""
        return size // 20 if self.quick else size

    async def settings(self, namespace: str) -> Settings:
        """Those of a namespace of its own, with its topics made."""
        settings = settings_of(self.servers.environment(), namespace=namespace)
        await create_topics(settings)
        return settings

    def processes(self) -> dict[str, int]:
        """Ids of the servers' processes; not of those that were given, which may be anywhere."""
        found: dict[str, int | None] = {}
        with suppress(ServerNotOurs):
            found["mongod"] = self.servers.mongo.pid
        with suppress(ServerNotOurs):
            found["broker"] = self.servers.kafka.pid
        return {name: pid for name, pid in found.items() if pid is not None}

    def with_this(self, name: str) -> dict[str, int]:
        """The servers' processes, and this one under a name."""
        return {name: os.getpid(), **self.processes()}

    def broker(self) -> str:
        """Which broker it is, or that it was given."""
        try:
            return self.servers.kafka.broker
        except ServerNotOurs:
            return "given"

    def say(self, what: str) -> None:
        """A line of progress."""
        self.tell(f"[{time.monotonic() - self.begun:6.1f} s] {what}")
