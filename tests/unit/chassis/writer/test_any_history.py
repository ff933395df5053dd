"""Effects once and in order, through repeats, reorderings, conflicts, lost answers, failing deciders and kill -9.

The writer runs on a database in memory; a history says what befalls it. Whoever sends records knows the offset up to
which they are committed and begins there again after a crash; whoever sends commands asks again with the same key.
"""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from services.chassis.housekeeping.parked import ParkedRecords
from services.chassis.http.faults import Busy
from services.chassis.mongo.transaction import Conflict, PassingTrouble
from services.chassis.writer.loop import Stopping, Writer
from services.chassis.writer.work import Idempotency, RecordWork
from tests.integration.chassis.toy import Tally
from tests.unit.chassis.writer.given import Time, bench_on, counting, record
from tests.unit.chassis.writer.memory import Failure, Memory, without_servers

KEYS = ("ada", "bea", "cleo")
FAILURES = (
    None,
    Failure(Conflict("somebody else")),
    Failure(PassingTrouble("the database went away")),
    Failure(PassingTrouble("the answer was lost"), done=True),
)


@dataclass
class History:
    """What happens: the topic, the commands, how commits fail, and after how many moments processes die."""

    topic: list[tuple[str, int]]
    broken: set[tuple[str, int]]
    """Records whose decider fails until it is mended."""
    commands: list[str]
    failures: list[Failure | None]
    lives: list[int]
    batch_size: int
    applied: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


@st.composite
def histories(draw: st.DrawFn) -> History:
    lasts = {key: draw(st.integers(1, 4)) for key in KEYS}
    events = [(key, number) for key, last in lasts.items() for number in range(1, last + 1)]
    repeats = draw(st.lists(st.sampled_from(events), max_size=6))
    return History(
        topic=draw(st.permutations(events + repeats)),
        broken=set(draw(st.lists(st.sampled_from(events), max_size=2))),
        commands=draw(st.lists(st.sampled_from(KEYS), max_size=6)),
        failures=draw(st.lists(st.sampled_from(FAILURES), max_size=12)),
        lives=draw(st.lists(st.integers(1, 60), max_size=4)),
        batch_size=draw(st.integers(1, 8)),
    )


class World:
    """What outlives a process: the database, the topic with its committed offset, and the clients."""

    def __init__(self, history: History) -> None:
        self.history, self.memory, self.time = history, Memory(), Time()
        self.memory.failures = list(history.failures)
        self.offset, self.mended = 0, False
        self.unanswered = {Idempotency(f"org/{number}", ""): key for number, key in enumerate(history.commands)}

    async def live(self, moments: int | None) -> None:
        """One process: until all is done, or until it is killed after so many moments."""
        writer = Writer(bench_on(self.memory, self.time), batch_size=4, queue_size=100, committed=asyncio.Event())
        loops = [asyncio.create_task(work) for work in (writer.run(), self._send(writer), self._ask(writer))]
        if moments is None:
            await asyncio.gather(*loops[1:])
            self.mended = True
            await self._mend(writer)
        else:
            for _ in range(moments):
                await asyncio.sleep(0)
        for loop in loops:
            loop.cancel()
        await asyncio.wait(loops)
        writer.give_back()
        await asyncio.sleep(0)

    async def _send(self, writer: Writer) -> None:
        topic, size = self.history.topic, self.history.batch_size
        while self.offset < len(topic):
            batch = topic[self.offset : self.offset + size]
            works = [self._record(*one, self.offset + place) for place, one in enumerate(batch)]
            try:
                await writer.submit_records(works)
            except Stopping:
                return
            self.offset += len(batch)

    def _record(self, key: str, sequence: int, offset: int) -> RecordWork:
        broken = (key, sequence) in self.history.broken and not self.mended
        return record(key, sequence, offset, **({"strengths": {"trouble": 1}} if broken else {}))

    async def _ask(self, writer: Writer) -> None:
        async def ask(key: Idempotency) -> None:
            try:
                await writer.submit(counting(self.unanswered[key], idempotency=key))
            except Busy:
                return
            del self.unanswered[key]

        await asyncio.gather(*map(ask, list(self.unanswered)))

    async def _mend(self, writer: Writer) -> None:
        held = self.memory["held"]
        for row in held.documents.values():
            mended = record(row["source"].rpartition("/")[2], row["sequence"])
            row["headers"], row["body"] = mended.headers, mended.body
        database: Memory = self.memory
        parked = ParkedRecords(database, writer, self.time)  # type: ignore[arg-type]
        for _ in range(100):
            if not held.documents:
                return
            self.time.pass_by(600)
            await parked.sweep()
        raise AssertionError(f"still held: {list(held.documents)}")


@settings(max_examples=60)
@given(histories())
def test_any_history_ends_with_every_effect_once_and_every_event_in_order(history: History) -> None:
    asyncio.run(_play(history))


async def _play(history: History) -> None:
    world = World(history)
    with without_servers(world.memory):
        for moments in (*history.lives, None):
            await asyncio.wait_for(world.live(moments), 20)
    for key in KEYS:
        effects = len({one for one in history.topic if one[0] == key}) + history.commands.count(key)
        document = world.memory["tallies"].documents[key]
        assert Tally.model_validate_json(document["state"]).count == effects
        rows = [row for row in world.memory["outbox"].documents.values() if row["key"] == key]
        assert [int(row["headers"]["ce_sequence"]) for row in rows] == list(range(1, effects + 1))
