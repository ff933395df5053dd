"""Revoked keys are heard of while the intake is stopped: they come by a way of their own."""

import asyncio

from mentormesh_contracts.topics import CREDENTIALS
from services.chassis.kafka.gate import Gate
from services.chassis.kafka.topics import BrokerAway, TopicsWrong
from services.chassis.observability.logs import get_logger
from services.chassis.replay.reading import TopicReader
from services.chassis.settings import Settings
from services.chassis.writer.loop import Writer

log = get_logger(__name__)


class RevokedMeanwhile:
    """Of one process. It reads the keys' topic without a group and commits nothing.

    What the intake has taken before, or takes when it goes on, is known by its number. Nothing is judged here, and
    what cannot be read is left to the intake.
    """

    def __init__(self, settings: Settings, gate: Gate, writer: Writer) -> None:
        self._settings = settings
        self._gate = gate
        self._writer = writer
        self._between = settings.revocation_bound_seconds / 5

    async def follow(self) -> None:
        """Read whenever the gate is closed, until cancelled."""
        while True:
            if self._gate.why is not None:
                await self._read_while_closed()
            await asyncio.sleep(self._between)

    async def _read_while_closed(self) -> None:
        reader = TopicReader(self._settings, [CREDENTIALS], None)
        try:
            await reader.start()
            while self._gate.why is not None:
                await self._read_on(reader)
                await asyncio.sleep(self._between)
        except (BrokerAway, TopicsWrong) as error:
            log.warning("revoked keys are not heard of", error=str(error))
        finally:
            await reader.stop()

    async def _read_on(self, reader: TopicReader) -> None:
        async for works in reader.read_on():
            await self._writer.submit_records([work for work in works if work.fault is None])
