"""The contracts as they were before version 2 of a rescheduled session, at work in processes of their own."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.local.process import ChildProcess
from mentormesh_contracts.topics import SESSIONS
from services.chassis.settings import Settings
from tests.integration.support.waiting import eventually

BEFORE = Path(__file__).parents[2] / "contracts" / "before"
PACKAGE = BEFORE / "mentormesh-contracts.zip"


class OldSubscriber:
    """Reads the topic of sessions, and says what it understands."""

    def __init__(self, process: ChildProcess) -> None:
        self._process = process

    def heard(self) -> list[dict[str, Any]]:
        """So far."""
        assert self._process.is_running, self._process.last_line()
        return [json.loads(line) for line in self._process.log.read_text().splitlines()]

    async def hears(self, **what: Any) -> None:
        """Wait until it says so."""

        async def is_heard() -> bool:
            return any(what.items() <= each.items() for each in self.heard())

        await eventually(is_heard)


@contextmanager
def old_subscriber(settings: Settings, directory: Path) -> Iterator[OldSubscriber]:
    """It listens while the `with` lasts."""
    process = _old("old_subscriber.py", directory, settings.kafka_url, settings.topic(SESSIONS.name))
    try:
        yield OldSubscriber(process)
    finally:
        process.kill()


async def old_service_tells(settings: Settings, directory: Path, sequence: int, event: dict[str, Any]) -> None:
    """An event of the old code's, as it wrote them."""
    told = (settings.kafka_url, settings.topic(SESSIONS.name), str(sequence), json.dumps(event))
    process = _old("old_publisher.py", directory, *told)

    async def has_ended() -> bool:
        return not process.is_running

    await eventually(has_ended)
    assert '"type"' in process.last_line(), process.last_line()


def _old(script: str, directory: Path, *arguments: str) -> ChildProcess:
    command = [sys.executable, str(BEFORE / script), *arguments]
    return ChildProcess(command, directory / f"{script}.log", told={"PYTHONPATH": str(PACKAGE)})
