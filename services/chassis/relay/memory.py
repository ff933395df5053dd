"""Whether the broker still has what it acknowledged. When it does not, the topics are made and filled again."""

import time
from collections.abc import Sequence

from mentormesh_contracts import Topic
from services.chassis.kafka.ends import Ends, end_offsets
from services.chassis.kafka.topics import TopicState, create_topics, inspect_topics, refuse_wrong
from services.chassis.mongo.driver import Database
from services.chassis.observability import metrics
from services.chassis.observability.logs import get_logger
from services.chassis.relay.notes import Noted, Notes
from services.chassis.relay.publisher import Publisher
from services.chassis.relay.refill import publish_again
from services.chassis.settings import Settings

log = get_logger(__name__)
LOOK_EVERY = 5.0
NOTE_EVERY = 1.0


class BrokerMemory:
    """Looks after the topics that one service writes, for the owner of its outbox.

    End offsets never go back: an end at or before the place of an acknowledged batch is the end of another topic.
    """

    def __init__(
        self, service: str, topics: Sequence[Topic], settings: Settings, database: Database, publisher: Publisher
    ) -> None:
        self._service = service
        self._topics = topics
        self._settings = settings
        self._outbox = database["outbox"]
        self._notes = Notes(database)
        self._publisher = publisher
        self._incarnation = 0
        self._ends: Ends = {}
        self._not_written: Ends = {}
        self._write_at = 0.0
        self._look_at = 0.0
        self._trusted: frozenset[object] = frozenset()

    def doubt(self) -> None:
        """Something failed: look before anything else is published."""
        self._look_at = 0.0

    async def has_refilled(self, *, about_to_publish: bool) -> bool:
        """Look, if it is time or if there is reason to doubt. True if rows are pending that were published before.

        Raises BrokerAway, TopicsWrong or PyMongoError: nothing may be published then.
        """
        connections = self._publisher.connections()
        in_doubt = about_to_publish and (not connections or connections != self._trusted)
        if not in_doubt and time.monotonic() < self._look_at:
            return False
        # Those of now, not those after the look: one that is made meanwhile may lead to another broker.
        self._trusted = connections
        refilled = await self._look()
        self._look_at = time.monotonic() + LOOK_EVERY
        return refilled

    async def _look(self) -> bool:
        noted = await self._notes.read()
        if noted.incarnation != self._incarnation:
            self._incarnation, self._not_written = noted.incarnation, {}
        self._ends = noted.ends | self._not_written
        states = await inspect_topics(self._settings, self._topics)
        were_missing = [state.name for state in states if not state.partitions]
        if were_missing and self._settings.kafka_forgetful:
            await create_topics(self._settings)
            states = await inspect_topics(self._settings, self._topics)
        refuse_wrong(states)
        if were_missing or await self._went_back(states):
            await self._refill(noted, [topic.name for topic in self._topics], "the broker has forgotten its topics")
            return True
        if noted.wanted is not None:
            await self._refill(noted, noted.wanted.topics, "an operator wants the topics to be filled again")
            return True
        return False

    async def _went_back(self, states: Sequence[TopicState]) -> bool:
        if not self._ends:
            return False
        ends = await end_offsets(self._settings, states)
        return any(ends.get(place, 0) <= base for place, base in self._ends.items())

    async def _refill(self, noted: Noted, topics: Sequence[str], why: str) -> None:
        events = await publish_again(self._outbox, topics, noted.incarnation + 1)
        await self._notes.begin_anew(noted, events)
        self._incarnation, self._ends, self._not_written = noted.incarnation + 1, {}, {}
        await self._publisher.renew()
        metrics.outbox_refilled_total.labels(self._service).inc(events)
        log.warning("what the outbox keeps is published again", why=why, events=events, topics=list(topics))

    async def note(self, acknowledged: Ends) -> bool:
        """Remember where the broker put what was published just now.

        False if that is where something was put before: then the topics are others, and this does not count.
        """
        placed = {place: base for place, base in acknowledged.items() if base >= 0}
        if any(base <= self._ends.get(place, -1) for place, base in placed.items()):
            self.doubt()
            return False
        is_new = any(place not in self._ends for place in placed)
        self._ends |= placed
        self._not_written |= placed
        if is_new or time.monotonic() >= self._write_at:
            await self._write()
        return True

    async def _write(self) -> None:
        await self._notes.keep(self._incarnation, self._not_written)
        self._not_written = {}
        self._write_at = time.monotonic() + NOTE_EVERY
