"""Commands, reminders and idempotency keys on real servers."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from services.chassis.http.faults import IdempotencyKeyReused, Stale
from services.chassis.internal import carry_out
from services.chassis.runtime import Runtime
from services.chassis.settings import Settings
from services.chassis.writer.work import Answer, Applied, Cause, CommandWork, Expected, Idempotency
from services.deciding import Context, Deciding
from tests.integration.chassis.conftest import eventually
from tests.integration.chassis.reading import count_of, published
from tests.integration.chassis.toy import Count, Remind, Tally, TooMany, count, remind


def counting(id: str, **options: Any) -> CommandWork:
    """A command to count, as the HTTP edge would make it."""

    def begin(context: Context) -> Deciding:
        return count(Count(id=id), context)

    def present(applied: Applied) -> Answer:
        return Answer(200, str(applied.decision.answer.count), {"ETag": str(applied.revision)})

    return CommandWork("count", begin, present, Cause("test"), **options)


async def test_many_commands_at_once_share_batches_and_see_each_other(toy: Runtime, settings: Settings) -> None:
    answers = await asyncio.gather(*(toy.writer.submit(counting("ada")) for _ in range(100)))

    assert sorted(int(answer.body or 0) for answer in answers) == list(range(1, 101))
    events = await published(settings, "mentormesh.feedback.v1", 100)
    assert [received.envelope.sequence for received in events] == list(range(1, 101))


async def test_two_replicas_never_lose_a_count(replica: Callable[[], Awaitable[Runtime]]) -> None:
    one, two = await replica(), await replica()

    await asyncio.gather(*(each.writer.submit(counting("ada")) for _ in range(40) for each in (one, two)))

    assert await count_of(one, "ada") == 80


async def test_a_limit_holds_with_two_replicas(replica: Callable[[], Awaitable[Runtime]]) -> None:
    one, two = await replica(), await replica()
    wishes = [carry_out(each, count, Count(id="ada", limit=5), "test") for _ in range(10) for each in (one, two)]

    outcomes = await asyncio.gather(*wishes, return_exceptions=True)

    assert sum(isinstance(outcome, TooMany) for outcome in outcomes) == 15
    assert await count_of(one, "ada") == 5


async def test_the_same_idempotency_key_gives_the_same_answer(toy: Runtime) -> None:
    key = Idempotency("org/key", "hash")
    first = await toy.writer.submit(counting("ada", idempotency=key))
    together = await asyncio.gather(*(toy.writer.submit(counting("ada", idempotency=key)) for _ in range(5)))

    assert {answer.body for answer in together} == {first.body}
    assert await count_of(toy, "ada") == 1


async def test_an_idempotency_key_is_good_for_one_request_only(toy: Runtime) -> None:
    await toy.writer.submit(counting("ada", idempotency=Idempotency("org/key", "hash")))

    with pytest.raises(IdempotencyKeyReused):
        await toy.writer.submit(counting("ada", idempotency=Idempotency("org/key", "other")))


async def test_a_stale_revision_is_refused(toy: Runtime) -> None:
    await toy.writer.submit(counting("ada"))
    await toy.writer.submit(counting("ada", expected=Expected(Tally, "ada", 1)))

    with pytest.raises(Stale):
        await toy.writer.submit(counting("ada", expected=Expected(Tally, "ada", 1)))


async def test_a_reminder_fires_once_when_the_clock_reaches_it(replica: Callable[[], Awaitable[Runtime]]) -> None:
    one, two = await replica(), await replica()
    await carry_out(one, remind, Remind(id="ada", seconds=3600), "test")
    await asyncio.sleep(0.5)
    assert await count_of(one, "ada") == 0

    one.clock.advance(timedelta(hours=2))
    two.clock.advance(timedelta(hours=2))
    await one.keep_clock()

    await eventually(lambda: _is(one, 1))
    await asyncio.sleep(0.6)
    assert await count_of(one, "ada") == 1


async def _is(runtime: Runtime, count: int) -> bool:
    return await count_of(runtime, "ada") == count
