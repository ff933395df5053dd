"""All processes of the platform, and the supervisor that brings back what died."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from tests.chaos.ground.layout import Layout
from tests.chaos.ground.replica import Replica

LOOK_EVERY = 0.2


class Fleet:
    """The replicas. Whoever asks a service is sent to one of its replicas that runs, as a load balancer would."""

    def __init__(self, layout: Layout, told: Mapping[str, str], directory: Path, dice: Random) -> None:
        self._told, self._directory, self._dice = told, directory, dice
        self._numbers: dict[str, int] = {}
        self.replicas: list[Replica] = []
        self.restarts = 0
        self._supervisor: asyncio.Task[None] | None = None
        for services in layout:
            self.add(services)
        self.first = len(self.replicas)
        """How many have to be there; later ones come and go."""

    def add(self, services: tuple[str, ...]) -> Replica:
        """One more, not started yet."""
        kind = services[0] if len(services) == 1 else "all"
        self._numbers[kind] = number = self._numbers.get(kind, 0) + 1
        replica = Replica(f"{kind}-{number}", services, self._told, self._directory)
        self.replicas.append(replica)
        return replica

    async def start(self) -> None:
        """Start all, and watch over them."""
        for replica in self.replicas:
            await asyncio.to_thread(replica.start)
        self._supervisor = asyncio.create_task(self._bring_back())

    async def stop(self) -> None:
        """End all."""
        if self._supervisor is not None:
            self._supervisor.cancel()
        await asyncio.gather(*(asyncio.to_thread(replica.stop) for replica in self.replicas))

    def of(self, service: str) -> list[Replica]:
        """Those that run this service, or are to run it again."""
        return [each for each in self.replicas if service in each.services and each.is_wanted]

    def one_of(self, service: str, apart_from: Replica | None = None) -> Replica:
        """One that runs; rather not the one that just failed."""
        wanted = self.of(service)
        running = [each for each in wanted if each.pid is not None] or wanted
        return self._dice.choice([each for each in running if each is not apart_from] or running)

    def with_pid(self, pid: int) -> Replica | None:
        """The replica whose process that is."""
        return next((each for each in self.replicas if each.pid == pid), None)

    @property
    def running(self) -> Iterator[Replica]:
        """Those that run and are not paused."""
        return (each for each in self.replicas if each.pid is not None and not each.is_paused)

    @property
    def unanswered(self) -> int:
        """Requests under way in all of them."""
        return sum(each.unanswered for each in self.replicas)

    async def _bring_back(self) -> None:
        while True:
            for replica in list(self.replicas):
                if replica.is_wanted and replica.pid is None:
                    await asyncio.to_thread(replica.start)
                    self.restarts += 1
            await asyncio.sleep(LOOK_EVERY)
