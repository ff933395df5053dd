"""Local servers that end though nobody asked them to are started again, where they were."""

import asyncio
from collections.abc import Callable

from deploy.local import Servers
from deploy.local.errors import ServerDidNotStart
from deploy.local.server import LocalServer
from services.chassis.kafka.topics import create_topics
from services.chassis.settings import Settings

LOOK_EVERY = 0.2
"""Seconds: the topics are to be there before anybody asks for them."""
MOST_ATTEMPTS = 5
"""For one server that ends again and again: then its log says why."""


class Supervisor:
    """Looks after the servers that were started here, and tells of each that had to be started again."""

    def __init__(self, servers: Servers, settings: Settings, say: Callable[[str], None]) -> None:
        """`settings` are those of the services: the broker and the names of their topics."""
        self._servers, self._settings, self._say = servers, settings, say
        self._restarts: dict[str, int] = {}

    async def watch(self) -> None:
        """Do so until cancelled. Raises ServerDidNotStart when a server cannot be kept up."""
        while True:
            for server in self._servers.ended():
                count = self._restarts[server.name] = self._restarts.get(server.name, 0) + 1
                if count > MOST_ATTEMPTS:
                    raise ServerDidNotStart(server.name, (), f"it has ended {count} times (all of it: {server.log})")
                await asyncio.to_thread(server.restart)
                self._say(f"{server.name} had ended and is up again: {await self._made_good(server)}")
            await asyncio.sleep(LOOK_EVERY)

    async def _made_good(self, server: LocalServer) -> str:
        if server.url != self._servers.kafka_url:
            return f"at {server.url}, with what it keeps on disk"
        await create_topics(self._settings)
        return "its topics are made anew, and the services fill them from their outboxes"
