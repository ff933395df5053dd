"""Takes records in: one FastStream subscriber a service over all its topics, in batches of raw bytes.

FastStream's defaults lose messages (acknowledge first, latest offset, a typed batch fails as a whole), so all three are
set: offsets are committed by hand after the batch is durable, reading starts at the earliest, each record is
validated by itself.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Any, TypeAlias

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage
from faststream.kafka.message import FAKE_CONSUMER
from faststream.security import BaseSecurity

from services.chassis.kafka.gate import Gate
from services.chassis.kafka.lag import LOOK_EVERY, Lag
from services.chassis.kafka.wanted import Wanted
from services.chassis.observability.logs import get_logger
from services.chassis.settings import Settings
from services.chassis.writer.loop import Stopping, Writer
from services.chassis.writer.reading import read
from services.chassis.writer.work import RecordWork

log = get_logger(__name__)
PARTITION_BYTES, FETCH_BYTES = 1024 * 1024, 16 * 1024 * 1024
"""Fetched ahead of what the writer takes: of one partition, and in one answer of a broker."""
STUCK_AFTER = 60.0
FINISH_WITHIN = 5.0
TOPICS_FOUND_WITHIN_MS = 10_000
"""Topics that were lost and are made anew are found by then; by itself the client looks every five minutes."""
Record: TypeAlias = Any
"""aiokafka's ConsumerRecord, which comes without types."""


class Intake:
    """Reads the topics that a service listens to and hands every record to the writer."""

    def __init__(self, service: str, topics: Sequence[str], settings: Settings, writer: Writer, wanted: Wanted) -> None:
        self._service = service
        self._settings = settings
        self._writer = writer
        self.gate = Gate(service, settings)
        self._wanted = wanted
        self._names = {settings.topic(topic): topic for topic in topics}
        self.lag = Lag(service, self._names)
        self._assigned: set[TopicPartition] = set()
        self._leaving = False
        self._latest: asyncio.Task[None] | None = None
        self._under_way: dict[asyncio.Task[None], float] = {}
        """The batches with the writer, and since when, on the monotonic clock."""
        self._broker = _broker(settings)
        self._subscriber = self._broker.subscriber(
            *self._names,
            batch=True,
            max_records=settings.batch_size,
            batch_timeout_ms=200,
            group_id=settings.group(service),
            auto_offset_reset="earliest",
            ack_policy=AckPolicy.MANUAL,
            session_timeout_ms=settings.kafka_session_timeout_ms,
            heartbeat_interval_ms=settings.kafka_heartbeat_ms,
            fetch_max_wait_ms=settings.kafka_fetch_wait_ms,
            max_partition_fetch_bytes=PARTITION_BYTES,
            fetch_max_bytes=FETCH_BYTES,
            parser=_unread,
            decoder=_raw,
            listener=_Assignment(self._assigned, self.lag),
        )
        self._subscriber(self._take)

    async def start(self) -> None:
        """Join the group and begin to read."""
        await self._broker.start()

    async def finish(self) -> None:
        """Take nothing new, and wait for the batches that are with the writer, unless it is in trouble."""
        self._leaving = True
        self.gate.leave()
        if self._under_way:
            await asyncio.wait(set(self._under_way), timeout=0 if self._writer.trouble else FINISH_WITHIN)

    async def stop(self) -> None:
        """Leave the group. A batch that is not durable yet is given back: its offsets stay as they are."""
        for task in list(self._under_way):
            task.cancel()
        await self._broker.stop()

    async def _take(self, records: tuple[Record, ...]) -> None:
        """Hand a batch over and come back for the next while it is being written, two at most at a time."""
        taken = self.lag.taken(records)
        await self.gate.wait()
        if self._leaving:
            return
        works = [self._work(record) for record in records if self._concerns(record)]
        before = self._latest
        self._latest = task = asyncio.create_task(self._see_through(records, works, before))
        task.add_done_callback(lambda _: self.lag.ended(taken))
        self._under_way[task] = time.monotonic()
        task.add_done_callback(self._ended)
        if before is not None:
            await asyncio.wait({before})

    def _ended(self, task: "asyncio.Task[None]") -> None:
        del self._under_way[task]
        if not task.cancelled() and (error := task.exception()):
            log.error("a batch was not seen through", exc_info=error)

    async def _see_through(
        self, records: tuple[Record, ...], works: list[RecordWork], before: "asyncio.Task[None] | None"
    ) -> None:
        try:
            await self._writer.submit_records(works)
        except Stopping:
            return
        self.gate.judge(works)
        # An offset speaks for all before it: it is committed when theirs are.
        if before is not None and not before.done():
            await asyncio.wait({before})
        await self._commit(_behind(records))

    def _concerns(self, record: Record) -> bool:
        return self._wanted(self._names[record.topic], record.headers)

    def _work(self, record: Record) -> RecordWork:
        headers = [(name, bytes(value or b"")) for name, value in record.headers]
        received, fault = read(headers, record.value)
        topic = self._names[record.topic]
        return RecordWork(topic, record.partition, record.offset, headers, record.value, received, fault)

    async def _commit(self, offsets: dict[TopicPartition, int]) -> None:
        consumer = self._consumer
        own = {place: offset for place, offset in offsets.items() if place in self._assigned}
        if consumer is None or not own:
            return
        self.lag.applied(own)
        self.lag.count(consumer, self._assigned)
        try:
            await consumer.commit(own)
        except (CommitFailedError, IllegalStateError) as error:
            # The partitions went to another replica meanwhile; it recognises what is done by its sequence.
            log.info("offsets were not committed", error=str(error))
        except KafkaError as error:
            log.warning("offsets were not committed, records may be read again", error=str(error))

    @property
    def _consumer(self) -> "AIOKafkaConsumer | None":
        consumer: AIOKafkaConsumer | None = self._subscriber.consumer
        return consumer

    async def follow_lag(self) -> None:
        """Measure how far this process is behind, whether records come or not, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            if (consumer := self._consumer) is not None:
                try:
                    await self.lag.look(consumer, frozenset(self._assigned))
                except (KafkaError, TimeoutError):
                    # The metrics stay as they are while no broker answers: other metrics tell of that.
                    continue
                except Exception as error:  # noqa: BLE001  a service does not end because it cannot be measured
                    log.warning("the lag could not be measured", error=repr(error))

    def not_ready(self) -> str | None:
        """Why no records can come, if so."""
        consumer = self._consumer
        if consumer is None:
            return "the consumer has not started"
        if not self._assigned and not consumer.assignment():
            return "no partitions are assigned (yet)"
        return f"the intake stopped: {self.gate.why}" if self.gate.why else self.stuck()

    def stuck(self) -> str | None:
        """Why the loop seems stuck, if so."""
        begun = min(self._under_way.values(), default=None)
        # With the database away it waits, and a restart would not help.
        if begun is None or self._writer.trouble or (age := time.monotonic() - begun) < STUCK_AFTER:
            return None
        return f"a batch has been waiting for the writer for {age:.0f} s"


def _behind(records: tuple[Record, ...]) -> dict[TopicPartition, int]:
    """Of each partition the offset after the last record."""
    return {TopicPartition(record.topic, record.partition): record.offset + 1 for record in records}


class _Assignment(ConsumerRebalanceListener):  # type: ignore[misc]
    def __init__(self, assigned: set[TopicPartition], lag: Lag) -> None:
        self._assigned, self._lag = assigned, lag

    async def on_partitions_revoked(self, revoked: Sequence[TopicPartition]) -> None:
        self._assigned.difference_update(revoked)
        self._lag.lost(revoked)

    async def on_partitions_assigned(self, assigned: Sequence[TopicPartition]) -> None:
        self._assigned.clear()
        self._assigned.update(assigned)


async def _unread(records: tuple[Record, ...]) -> KafkaMessage:
    """A batch as it came. FastStream's own parser takes every header for text, and loses the batch if one is not."""
    first, last = records[0], records[-1]
    return KafkaMessage(
        raw_message=records, body=b"", message_id=f"{first.offset}-{last.offset}", consumer=FAKE_CONSUMER
    )


async def _raw(message: KafkaMessage) -> Any:
    return message.raw_message


def _broker(settings: Settings) -> KafkaBroker:
    options = settings.kafka_options()
    protocol = options.pop("security_protocol")
    return KafkaBroker(
        settings.kafka_url,
        apply_types=False,
        logger=None,
        allow_auto_create_topics=False,
        metadata_max_age_ms=TOPICS_FOUND_WITHIN_MS,
        graceful_timeout=10.0,
        acks="all",
        enable_idempotence=settings.kafka_idempotence,
        request_timeout_ms=20_000,
        security=_security(protocol, options),
    )


def _security(protocol: str, options: dict[str, Any]) -> BaseSecurity | None:
    from faststream.security import SASLPlaintext, SASLScram256, SASLScram512

    if protocol == "PLAINTEXT":
        return None
    uses_tls = protocol.endswith("SSL")
    mechanism = options.get("sasl_mechanism")
    if mechanism is None:
        return BaseSecurity(ssl_context=options.get("ssl_context"), use_ssl=uses_tls)
    kinds = {"PLAIN": SASLPlaintext, "SCRAM-SHA-256": SASLScram256, "SCRAM-SHA-512": SASLScram512}
    return kinds[mechanism](
        username=options["sasl_plain_username"],
        password=options["sasl_plain_password"],
        ssl_context=options.get("ssl_context"),
        use_ssl=uses_tls,
    )
