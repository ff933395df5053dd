"""Commands, reminders and idempotency keys on real servers, with either driver."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from pymongo.errors import ConnectionFailure

from services.chassis.http.faults import IdempotencyKeyReused, Stale
from services.chassis.internal import carry_out
from services.chassis.mongo import transaction
from services.chassis.mongo.driver import Session, begin, close, connect, open_session
from services.chassis.settings import Settings
from services.chassis.writer.work import Answer, Applied, Cause, CommandWork, Expected, Idempotency
from services.deciding import Context, Deciding
from tests.integration.chassis.exact import SCORES
from tests.integration.chassis.reading import count_of, counted
from tests.integration.chassis.toy import Count, Remind, Tally, TooMany, count, remind
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import Office
from tests.integration.support.published import published
from tests.integration.support.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module", params=["pymongo", "motor"])
def driver(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def counting(id: str, **options: Any) -> CommandWork:
    """A command to count, as the HTTP edge would make it."""

    def begin(context: Context) -> Deciding:
        return count(Count(id=id), context)

    def present(applied: Applied) -> Answer:
        return Answer(200, str(applied.decision.answer.count), {"ETag": str(applied.revision)})

    return CommandWork("count", begin, present, Cause("test"), **options)


async def test_many_commands_at_once_share_batches_and_see_each_other(
    toys: Office, ids: FreshIds, settings: Settings
) -> None:
    answers = await asyncio.gather(*(toys.runtime.writer.submit(counting(ids.ada)) for _ in range(100)))

    assert sorted(int(answer.body or 0) for answer in answers) == list(range(1, 101))
    events = await published(settings, SCORES, 100, ids.ada)
    assert [received.envelope.sequence for received in events] == list(range(1, 101))


async def test_two_replicas_never_lose_a_count(toys: Office, ids: FreshIds, settings: Settings) -> None:
    both = [replica.runtime for replica in toys.replicas]

    await asyncio.gather(*(each.writer.submit(counting(ids.ada)) for _ in range(40) for each in both))

    assert await count_of(toys.runtime, ids.ada) == 80
    events = await published(settings, SCORES, 80, ids.ada)
    assert [received.envelope.sequence for received in events] == list(range(1, 81))


async def test_what_was_not_committed_is_not_told_either(
    toys: Office, ids: FreshIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    through, cut = transaction._commit, ["the connection is cut before the commit"]

    async def cut_once(session: Session) -> None:
        if cut:
            raise ConnectionFailure(cut.pop())
        await through(session)

    monkeypatch.setattr(transaction, "_commit", cut_once)
    await toys.runtime.writer.submit(counting(ids.ada))

    assert await count_of(toys.runtime, ids.ada) == 1
    assert await toys.runtime.database["outbox"].count_documents({"key": ids.ada}) == 1


async def test_a_limit_holds_with_two_replicas(toys: Office, ids: FreshIds) -> None:
    wish = Count(id=ids.ada, limit=5)
    wishes = [carry_out(each.runtime, count, wish, "test") for _ in range(10) for each in toys.replicas]

    outcomes = await asyncio.gather(*wishes, return_exceptions=True)

    assert sum(isinstance(outcome, TooMany) for outcome in outcomes) == 15
    assert await count_of(toys.runtime, ids.ada) == 5


async def test_the_same_idempotency_key_gives_the_same_answer_on_whichever_replica(toys: Office, ids: FreshIds) -> None:
    key = Idempotency(f"org/{ids.key}", "hash")
    both = [replica.runtime for replica in toys.replicas]
    answers = await asyncio.gather(
        *(each.writer.submit(counting(ids.ada, idempotency=key)) for _ in range(5) for each in both)
    )

    assert {answer.body for answer in answers} == {"1"}
    assert await count_of(toys.runtime, ids.ada) == 1


async def test_an_idempotency_key_is_good_for_one_request_only(toys: Office, ids: FreshIds) -> None:
    await toys.runtime.writer.submit(counting(ids.ada, idempotency=Idempotency(f"org/{ids.key}", "hash")))

    with pytest.raises(IdempotencyKeyReused):
        await toys.runtime.writer.submit(counting(ids.ada, idempotency=Idempotency(f"org/{ids.key}", "other")))


async def test_a_stale_revision_is_refused(toys: Office, ids: FreshIds) -> None:
    await toys.runtime.writer.submit(counting(ids.ada))
    await toys.runtime.writer.submit(counting(ids.ada, expected=Expected(Tally, ids.ada, 1)))

    with pytest.raises(Stale):
        await toys.runtime.writer.submit(counting(ids.ada, expected=Expected(Tally, ids.ada, 1)))


async def test_a_reminder_fires_once_when_the_clock_reaches_it(toys: Office, ids: FreshIds) -> None:
    people = [ids.ada, ids.bea, ids.cleo]
    await asyncio.gather(
        *(carry_out(toys.runtime, remind, Remind(id=id, seconds=3600), "test") for id in people),
    )
    broken = {"_id": ids.broken, "due": toys.now, "command": "Break", "body": "{}"}
    unknown = {"_id": ids.unknown, "due": toys.now, "command": "Forgotten", "body": "{}"}
    await toys.runtime.database["reminders"].insert_many([broken, unknown])
    reminders = toys.runtime.database["reminders"]

    async def failed() -> bool:
        return await reminders.count_documents({"_id": {"$in": [ids.broken, ids.unknown]}, "attempts": {"$gt": 0}}) == 2

    await eventually(failed)
    assert await count_of(toys.runtime, ids.ada) == 0

    await toys.pass_time(timedelta(hours=2))

    for id in people:
        await counted(toys.runtime, id, 1)
    why = [row["why"] async for row in reminders.find({"_id": {"$in": [ids.broken, ids.unknown]}})]
    assert sorted(why) == ["NobodyCarriesItOut: Forgotten", "RuntimeError: this decider has a fault"]
    assert await reminders.count_documents({"_id": {"$in": [f"later:{id}" for id in people]}}) == 0


async def test_a_transaction_that_a_killed_process_left_open_holds_nobody_up_for_long(
    toys: Office, ids: FreshIds, settings: Settings
) -> None:
    await toys.runtime.writer.submit(counting(ids.ada))
    killed = connect(settings)
    session = await open_session(killed)
    await begin(session)
    touch = {"$inc": {"version": 1}}
    await killed[settings.database("feedback")]["tallies"].update_one({"_id": ids.ada}, touch, session=session)

    begun = time.monotonic()
    answer = await toys.runtime.writer.submit(counting(ids.ada))

    assert answer.body == "2"
    assert time.monotonic() - begun < 15
    await close(killed)
