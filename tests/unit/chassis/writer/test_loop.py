"""The writer: whoever waits is answered when the effects are durable, and nobody's failure is a neighbour's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from services.chassis.http.faults import Busy
from services.chassis.mongo.transaction import Conflict, PassingTrouble
from services.chassis.pace import Pace
from services.chassis.writer.loop import ENOUGH, Stopping, Writer
from services.chassis.writer.work import Answer, Applied, CommandWork, Idempotency
from services.deciding import Context, Deciding, Decision
from tests.integration.chassis.toy import Count, Tally, TooMany, count
from tests.unit.chassis.writer.given import NOW, bench_on, command, counting, record, reminder
from tests.unit.chassis.writer.memory import Failure, Memory


class Resting(Pace):
    """After the first batch there is a rest until a test says that it is over."""

    is_over = False
    has_begun = False

    def begin(self) -> float:
        self.has_begun = True
        return super().begin()

    def rest(self) -> float:
        return 0.01 if self.has_begun and not self.is_over else 0.0


def writer_on(memory: Memory, batch_size: int = 100, queue_size: int = 1000, pace: Pace | None = None) -> Writer:
    committed = asyncio.Event()
    return Writer(bench_on(memory), batch_size=batch_size, queue_size=queue_size, committed=committed, pace=pace)


@asynccontextmanager
async def running(memory: Memory, **options: Any) -> AsyncIterator[Writer]:
    writer = writer_on(memory, **options)
    loop = asyncio.create_task(writer.run())
    yield writer
    await writer.stop()
    await asyncio.wait_for(loop, 5)


async def count_of(memory: Memory, id: str) -> int:
    document = await memory["tallies"].find_one({"_id": id})
    return Tally.model_validate_json(document["state"]).count if document else 0


async def in_a_while(rounds: int = 50) -> None:
    for _ in range(rounds):
        await asyncio.sleep(0)


async def test_whoever_waits_together_shares_a_batch(memory: Memory) -> None:
    async with running(memory) as writer:
        answers = await asyncio.gather(*(writer.submit(counting("ada")) for _ in range(10)))
    assert [answer.body for answer in answers] == [str(number) for number in range(1, 11)]
    assert memory.commits == 1


async def test_whoever_comes_one_by_one_but_often_shares_batches_too(memory: Memory) -> None:
    pace = Resting()
    async with running(memory, pace=pace) as writer:
        answers = [asyncio.ensure_future(writer.submit(counting("ada")))]
        await in_a_while()
        for _ in range(3):
            answers.append(asyncio.ensure_future(writer.submit(counting("ada"))))
            await in_a_while()
        assert [answer.done() for answer in answers] == [True, False, False, False]
        pace.is_over = True
        await asyncio.gather(*answers)
    assert memory.commits == 2


async def test_so_many_that_are_enough_for_a_batch_wait_for_nobody(memory: Memory) -> None:
    async with running(memory, pace=Resting()) as writer:
        await writer.submit(counting("ada"))
        await asyncio.gather(*(writer.submit(counting("ada")) for _ in range(ENOUGH)))
        assert memory.commits == 2


async def test_whoever_waits_while_a_small_batch_rests_is_carried_out_before_the_end(memory: Memory) -> None:
    async with running(memory, pace=Resting()) as writer:
        await writer.submit(counting("ada"))
        late = asyncio.ensure_future(writer.submit(counting("ada")))
        await in_a_while()
    assert (await late).body == "2"


async def test_a_refusal_is_raised_to_the_one_who_is_refused(memory: Memory) -> None:
    def full(context: Context) -> Deciding:
        return count(Count(id="ada", limit=0), context)

    async with running(memory) as writer:
        with pytest.raises(TooMany):
            await writer.submit(command(full))
        await writer.submit(counting("ada"))


async def test_records_are_durable_when_their_submission_returns(memory: Memory) -> None:
    async with running(memory, batch_size=2) as writer:
        await writer.submit_records([record("ada", number) for number in range(1, 6)])
        assert await count_of(memory, "ada") == 5


async def test_batches_follow_each_other_though_the_next_is_prepared_while_one_is_committed(memory: Memory) -> None:
    async with running(memory, batch_size=3) as writer:
        await asyncio.gather(
            writer.submit_records([record("ada", number) for number in range(1, 20)]),
            *(writer.submit(counting("ada")) for _ in range(20)),
        )
    assert await count_of(memory, "ada") == 39
    sequences = [int(row["headers"]["ce_sequence"]) for row in memory["outbox"].documents.values()]
    assert sequences == list(range(1, 40))


@pytest.mark.parametrize("done", [False, True])
async def test_a_commit_that_fails_is_carried_out_again_and_so_is_what_was_built_on_it(
    memory: Memory, done: bool
) -> None:
    memory.failures = [Failure(PassingTrouble("the answer was lost"), done), None, Failure(Conflict("somebody"))]
    async with running(memory, batch_size=4) as writer:
        await writer.submit_records([record("ada", number) for number in range(1, 20)])
        assert writer.trouble is None
    assert await count_of(memory, "ada") == 19
    assert len(memory["outbox"].documents) == 19


async def test_a_conflict_halves_the_batch(memory: Memory) -> None:
    memory.failures = [Failure(Conflict("somebody"))] * 2
    async with running(memory) as writer:
        await asyncio.gather(*(writer.submit(counting(str(number))) for number in range(8)))
    assert memory.commits == 2


async def test_a_record_that_cannot_be_written_is_laid_aside_and_its_neighbours_are_applied(memory: Memory) -> None:
    memory.refused = {"too-large"}
    works = [record(f"person-{number}", 1) for number in range(10)]
    works.insert(7, record("too-large", 1))
    works.insert(9, record("too-large", 2))
    async with running(memory) as writer:
        await writer.submit_records(works)
    held = sorted(memory["held"].documents.values(), key=lambda row: row["sequence"])
    assert [row["source"] for row in held] == ["mentormesh.people.v1/too-large"] * 2
    assert (held[0]["reason"], held[0]["why"][:16]) == ("failed", "DocumentTooLarge")
    assert [await count_of(memory, f"person-{number}") for number in range(10)] == [1] * 10


async def test_a_command_that_cannot_be_written_fails_alone(memory: Memory) -> None:
    memory.refused = {"too-large"}
    async with running(memory) as writer:
        good, bad, also_good = await asyncio.gather(
            *(writer.submit(counting(id)) for id in ("ada", "too-large", "bea")), return_exceptions=True
        )
    assert isinstance(bad, Exception)
    assert isinstance(good, Answer)
    assert isinstance(also_good, Answer)


async def test_an_answer_that_cannot_be_shown_leaves_no_effect(memory: Memory) -> None:
    def unshowable(applied: Applied) -> Answer:
        raise KeyError("view")

    broken = counting("ada")
    broken.present = unshowable
    async with running(memory) as writer:
        with pytest.raises(KeyError):
            await writer.submit(broken)
        assert await count_of(memory, "ada") == 0


async def test_a_reminder_that_fails_is_put_off_and_stands_in_nobody_s_way(memory: Memory) -> None:
    def fail(context: Context) -> Decision:
        raise RuntimeError("it is broken")

    memory["reminders"].documents["later"] = {"_id": "later", "due": NOW}
    async with running(memory) as writer:
        await writer.submit_records([record("ada", 1), reminder(fail), record("ada", 2)])
        await writer.submit(counting("ada"))
    assert await count_of(memory, "ada") == 3
    assert memory["reminders"].documents["later"]["due"] > NOW


async def test_while_the_database_is_away_the_work_waits_and_says_why(memory: Memory) -> None:
    memory.away = PassingTrouble("nobody answers")
    async with running(memory) as writer:
        waiting = asyncio.create_task(writer.submit_records([record("ada", 1)]))
        await in_a_while()
        assert writer.trouble == "nobody answers"
        memory.away = None
        await waiting
        await writer.submit(counting("ada"))
    assert await count_of(memory, "ada") == 2


async def test_a_command_is_answered_with_busy_when_its_time_is_over(memory: Memory) -> None:
    memory.away = PassingTrouble("nobody answers")
    soon = asyncio.get_running_loop().time() + 0.05
    async with running(memory) as writer:
        records = asyncio.create_task(writer.submit_records([record("ada", 1)]))
        await in_a_while()
        taken_later = [writer.submit(counting("ada", deadline=soon)) for _ in range(3)]
        outcomes = await asyncio.gather(*taken_later, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [Busy] * 3
        memory.away = None
        await records
    assert await count_of(memory, "ada") == 1


async def test_a_command_that_was_under_way_when_the_database_went_is_answered_as_well(memory: Memory) -> None:
    memory.away = PassingTrouble("nobody answers")
    async with running(memory) as writer:
        with pytest.raises(Busy, match="out of reach"):
            await writer.submit(counting("ada", deadline=asyncio.get_running_loop().time() + 0.05))
        memory.away = None


async def test_who_was_told_busy_and_asks_again_with_the_same_key_has_one_effect(memory: Memory) -> None:
    key = Idempotency("org/key", "hash")
    memory.failures = [Failure(PassingTrouble("the answer was lost"), done=True)]
    async with running(memory) as writer:
        with pytest.raises(Busy):
            await writer.submit(counting("ada", idempotency=key, deadline=asyncio.get_running_loop().time() - 1))
        await writer.submit(counting("ada", idempotency=key))
        answer = await writer.submit(counting("ada", idempotency=key))
    assert answer.body == "1"


async def test_a_full_queue_is_busy_for_commands_and_lets_records_wait_for_room(memory: Memory) -> None:
    writer = writer_on(memory, batch_size=2, queue_size=3)
    commands = [asyncio.create_task(writer.submit(counting("ada"))) for _ in range(3)]
    records = asyncio.create_task(writer.submit_records([record("ada", 1)]))
    await in_a_while()
    with pytest.raises(Busy, match="too much is waiting"):
        await writer.submit(counting("ada"))
    assert len(writer._waiting) == 3
    loop = asyncio.create_task(writer.run())
    await asyncio.gather(*commands, records)
    await writer.stop()
    await loop
    assert await count_of(memory, "ada") == 4


async def test_who_goes_away_while_waiting_is_served_all_the_same(memory: Memory) -> None:
    writer = writer_on(memory)
    gone = asyncio.create_task(writer.submit(counting("ada")))
    records = asyncio.create_task(writer.submit_records([record("ada", 1)]))
    await in_a_while(5)
    for task in (gone, records):
        task.cancel()
    loop = asyncio.create_task(writer.run())
    await writer.submit(counting("ada"))
    await writer.stop()
    await loop
    assert await count_of(memory, "ada") == 3


async def test_stopping_finishes_what_waits_and_takes_nothing_new(memory: Memory) -> None:
    writer = writer_on(memory, batch_size=2)
    waiting = [asyncio.create_task(writer.submit(counting("ada"))) for _ in range(7)]
    records = asyncio.create_task(writer.submit_records([record("ada", 1)]))
    await in_a_while(5)
    await writer.stop()
    with pytest.raises(Busy):
        await writer.submit(counting("ada"))
    with pytest.raises(Stopping):
        await writer.submit_records([record("ada", 2)])
    await writer.run()
    await asyncio.gather(*waiting, records)
    assert await count_of(memory, "ada") == 8


async def test_what_cannot_be_finished_is_given_back(memory: Memory) -> None:
    memory.away = PassingTrouble("nobody answers")
    writer = writer_on(memory, batch_size=2)
    loop = asyncio.create_task(writer.run())
    commands = [asyncio.create_task(writer.submit(counting("ada"))) for _ in range(5)]
    records = asyncio.create_task(writer.submit_records([record("ada", 1)]))
    await in_a_while()
    loop.cancel()
    await asyncio.wait({loop})
    writer.give_back()
    outcomes = await asyncio.gather(*commands, records, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Busy] * 5 + [Stopping]


async def test_a_commit_in_flight_does_not_outlive_its_writer(memory: Memory) -> None:
    writer = writer_on(memory)
    never: Any = asyncio.Event()
    memory.asked = never.wait  # type: ignore[method-assign]
    loop = asyncio.create_task(writer.run())
    waiting: CommandWork = counting("ada")
    answer = asyncio.create_task(writer.submit(waiting))
    await in_a_while()
    loop.cancel()
    await asyncio.wait({loop})
    writer.give_back()
    await in_a_while(3)
    with pytest.raises(Busy):
        await answer
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []
