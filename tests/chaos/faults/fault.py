"""One thing that goes wrong."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cli.services import NAMES
from tests.chaos.ground.ground import Ground
from tests.chaos.ground.replica import Replica

Strike = Callable[["Scene"], Awaitable[None]]


@dataclass(frozen=True)
class Struck:
    """What was done to whom, and what was under way there at that moment."""

    kind: str
    whom: str
    in_flight: int
    """Requests unanswered and committed events unpublished."""
    at: float
    """Seconds since the beginning."""

    @property
    def counts(self) -> bool:
        """Whether it interrupted work."""
        return self.in_flight > 0


class Scene:
    """Where faults happen: the ground, chance, and what is under way."""

    def __init__(self, ground: Ground, dice: random.Random) -> None:
        self.ground, self.dice = ground, dice
        self.whom = ""
        self.in_flight = 0

    def anybody(self) -> Replica:
        """A replica that runs; the one with most under way of two."""
        fleet = self.ground.fleet
        running = list(fleet.running) or [each for each in fleet.replicas if each.is_wanted]
        some = self.dice.sample(running, min(2, len(running)))
        return max(some, key=lambda each: each.unanswered)

    async def owner(self) -> Replica:
        """The replica that publishes a service's outbox: the one whose outbox is longest now, of some."""
        for name in self.dice.sample(NAMES, len(NAMES)):
            lease = await self.ground.database[f"mentormesh_{name}"]["leases"].find_one({"_id": "housekeeping"})
            replica = self.ground.fleet.with_pid(_pid(lease)) if lease else None
            if replica is not None and not replica.is_paused:
                return replica
        return self.anybody()

    async def interrupting(self, replica: Replica) -> None:
        """Note what is under way at this replica: wait a moment for something if there is nothing."""
        self.whom = replica.name
        await self._until_something(lambda: replica.unanswered, replica.services)

    async def interrupting_all(self, whom: str) -> None:
        """Note what is under way anywhere."""
        self.whom = whom
        await self._until_something(lambda: self.ground.fleet.unanswered, NAMES)

    async def _until_something(self, unanswered: Callable[[], int], services: tuple[str, ...]) -> None:
        for _ in range(40):
            self.in_flight = unanswered() or await self._unpublished(services)
            if self.in_flight:
                return
            await asyncio.sleep(0.05)

    async def _unpublished(self, services: tuple[str, ...]) -> int:
        boxes = [self.ground.database[f"mentormesh_{name}"]["outbox"] for name in services]
        return sum([await box.count_documents({"pending": True}, limit=100) for box in boxes])


def _pid(lease: dict[str, object]) -> int:
    parts = str(lease.get("owner") or "").split(":")
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
