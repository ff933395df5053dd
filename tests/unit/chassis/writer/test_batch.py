"""One batch on a database in memory: what is decided together, what is written, what is told."""

from typing import Any

import pytest

from mentormesh_contracts import Envelope
from services.chassis.housekeeping.parked import as_work
from services.chassis.http.faults import IdempotencyKeyReused, Stale
from services.chassis.mongo.transaction import Conflict
from services.chassis.writer.batch import Batch
from services.chassis.writer.bench import Outcome
from services.chassis.writer.outbox import EventTooLarge
from services.chassis.writer.reading import read
from services.chassis.writer.work import Answer, Expected, GivenUp, Idempotency, RecordWork, Work
from services.deciding import Context, Deciding, Decision, Unknown, require
from tests.integration.chassis.toy import Count, Tally, count
from tests.unit.chassis.writer.given import NOW, PEOPLE, Time, bench_on, command, counting, record, reminder
from tests.unit.chassis.writer.memory import Memory


async def carry_out(memory: Memory, *works: Work, time: Time | None = None) -> Outcome:
    return await Batch(bench_on(memory, time), works).run()


async def tally_of(memory: Memory, id: str) -> Any:
    document = await memory["tallies"].find_one({"_id": id})
    return Tally.model_validate_json(document["state"]) if document else None


def sequences(memory: Memory, key: str) -> list[int]:
    rows = [row for row in memory["outbox"].documents.values() if row["key"] == key]
    return [Envelope.from_headers(row["headers"].items()).sequence for row in rows]


def told(outcome: Outcome) -> list[str]:
    return [what for _, what in outcome.records]


def held(memory: Memory) -> dict[int, Any]:
    return {row["sequence"]: row for row in memory["held"].documents.values()}


async def test_decisions_about_one_aggregate_follow_each_other_and_so_do_their_events(memory: Memory) -> None:
    outcome = await carry_out(memory, counting("ada"), record("ada", 1), counting("ada"), record("ada", 2))
    assert [answer.body for _, answer in outcome.answers if isinstance(answer, Answer)] == ["1", "3"]
    assert told(outcome) == ["applied", "applied"]
    assert sequences(memory, "ada") == [1, 2, 3, 4]
    assert (await tally_of(memory, "ada")).count == 4


async def test_nothing_is_written_for_what_changes_nothing(memory: Memory) -> None:
    await carry_out(memory, command(lambda context: Decision().tell("nothing")))
    assert memory.commits == 0


async def test_somebody_else_s_change_voids_the_batch(memory: Memory) -> None:
    for _ in range(2):
        batch = Batch(bench_on(memory), [counting("ada")])
        await batch.prepare()
        await carry_out(memory, counting("ada"))
        with pytest.raises(Conflict):
            await batch.commit()
    assert (await tally_of(memory, "ada")).count == 2


async def test_so_does_a_change_of_what_was_only_relied_on(memory: Memory) -> None:
    def rely(context: Context) -> Deciding:
        yield from require(Tally, "ada")
        return (yield from count(Count(id="bea"), context))

    await carry_out(memory, counting("ada"), counting("bea"))
    batch = Batch(bench_on(memory), [command(rely)])
    await batch.prepare()
    await carry_out(memory, counting("ada"))
    with pytest.raises(Conflict):
        await batch.commit()
    assert (await tally_of(memory, "bea")).count == 1


async def test_so_does_a_record_or_a_reminder_that_somebody_else_was_first_with(memory: Memory) -> None:
    memory["reminders"].documents["later"] = {"_id": "later", "due": NOW}
    works: list[Work] = [record("ada", 1), reminder(lambda context: Decision())]
    for work in works:
        batch = Batch(bench_on(memory), [work])
        await batch.prepare()
        await carry_out(memory, work)
        with pytest.raises(Conflict):
            await batch.commit()


async def test_a_request_that_was_refused_for_its_own_effects_elsewhere_gets_the_answer_given_there(
    memory: Memory,
) -> None:
    def once(context: Context) -> Deciding:
        return count(Count(id="ada", limit=1), context)

    key = Idempotency("org/key", "hash")
    batch = Batch(bench_on(memory), [command(once, idempotency=key)])
    looked = batch.answers.load

    async def look_too_early(*asked: Any) -> None:
        await looked(*asked)
        await carry_out(memory, command(once, idempotency=key))

    batch.answers.load = look_too_early  # type: ignore[method-assign, assignment]
    await batch.prepare()
    with pytest.raises(Conflict):
        await batch.commit()
    again = await carry_out(memory, command(once, idempotency=key))
    assert isinstance(again.answers[0][1], Answer)


async def test_a_repeated_request_gets_the_answer_of_the_first(memory: Memory) -> None:
    key = Idempotency("org/key", "hash")
    together = await carry_out(memory, counting("ada", idempotency=key), counting("ada", idempotency=key))
    later = await carry_out(memory, counting("ada", idempotency=key))
    reused = await carry_out(memory, counting("ada", idempotency=Idempotency("org/key", "other")))
    bodies = [answer.body for _, answer in together.answers + later.answers if isinstance(answer, Answer)]
    assert bodies == ["1", "1", "1"]
    assert (len(together.replayed), len(later.replayed), len(reused.replayed)) == (1, 1, 0)
    assert isinstance(reused.answers[0][1], IdempotencyKeyReused)


async def test_a_stale_condition_is_told_but_not_of_what_the_caller_may_not_know(memory: Memory) -> None:
    def unknown(context: Context) -> Deciding:
        yield from require(Tally, "nobody")
        raise AssertionError

    await carry_out(memory, counting("ada"))
    wrong = Expected(Tally, "ada", 7)
    right = Expected(Tally, "ada", 1)
    outcome = await carry_out(
        memory, counting("ada", expected=wrong), command(unknown, expected=wrong), counting("ada", expected=right)
    )
    assert [type(answer) for _, answer in outcome.answers] == [Stale, Unknown, Answer]


async def test_two_conditions_on_one_revision_do_not_both_hold_in_one_batch(memory: Memory) -> None:
    await carry_out(memory, counting("ada"))
    same = Expected(Tally, "ada", 1)
    outcome = await carry_out(memory, counting("ada", expected=same), counting("ada", expected=same))
    assert [type(answer) for _, answer in outcome.answers] == [Answer, Stale]


async def test_repeats_gaps_and_failures_in_one_batch(memory: Memory) -> None:
    outcome = await carry_out(
        memory,
        record("ada", 1),
        record("ada", 1),
        record("ada", 3),
        record("bea", 1, strengths={"trouble": 1}),
        record("bea", 2),
        record("cleo", 1),
    )
    assert told(outcome) == ["applied", "duplicate", "parked", "parked", "parked", "applied"]
    kept = {(row["source"], row["sequence"]): row for row in memory["held"].documents.values()}
    assert kept[f"{PEOPLE}/ada", 3]["reason"] == "gap"
    assert kept[f"{PEOPLE}/bea", 1]["why"] == "RuntimeError: this decider has a fault"
    assert kept[f"{PEOPLE}/bea", 2]["due"] is None
    assert await tally_of(memory, "bea") is None


async def test_a_parked_record_that_comes_again_from_the_topic_is_applied_and_held_no_longer(memory: Memory) -> None:
    await carry_out(memory, record("ada", 1, strengths={"trouble": 1}), record("ada", 2))
    await carry_out(memory, record("ada", 1))
    assert list(held(memory)) == [2]
    assert held(memory)[2]["due"] == NOW
    await carry_out(memory, *(as_work(row) for row in held(memory).values()))
    assert held(memory) == {}
    assert (await tally_of(memory, "ada")).count == 2


async def test_a_record_that_waits_for_a_gap_is_not_tried_again_at_once(memory: Memory) -> None:
    time = Time()
    await carry_out(memory, record("ada", 3), time=time)
    for attempts in (1, 2, 3):
        time.pass_by(10)
        await carry_out(memory, *(as_work(row) for row in held(memory).values()), time=time)
        assert held(memory)[3]["due"] > time.now
        assert held(memory)[3]["attempts"] == attempts


async def test_a_record_waits_for_a_fact_of_another_topic(memory: Memory) -> None:
    await carry_out(memory, record("ada", 1, area_sought="bea"))
    assert held(memory)[1]["why"] == "waits for tallies bea"
    outcome = await carry_out(memory, record("bea", 1), *(as_work(row) for row in held(memory).values()))
    assert told(outcome) == ["applied", "applied"]


def malformed(sequence: int) -> RecordWork:
    headers = record("ada", sequence).headers
    return RecordWork(PEOPLE, 0, 70 + sequence, headers, b"{", *read(headers, b"{"))


async def test_a_dead_letter_that_is_given_up_lets_those_behind_it_go_on(memory: Memory) -> None:
    await carry_out(memory, record("ada", 1), malformed(2), record("ada", 3))
    assert sorted(row["state"] for row in held(memory).values()) == ["dead", "parked"]
    letter = as_work(held(memory)[2])
    letter.given_up = GivenUp("nonsense", "olga")

    assert told(await carry_out(memory, letter)) == ["ignored"]

    assert (held(memory)[2]["state"], held(memory)[2]["discarded_by"]) == ("discarded", "olga")
    assert told(await carry_out(memory, as_work(held(memory)[3]))) == ["applied"]
    assert (await tally_of(memory, "ada")).count == 2


async def test_what_is_given_up_out_of_its_turn_stays(memory: Memory) -> None:
    await carry_out(memory, record("ada", 1, strengths={"trouble": 1}), record("ada", 2))
    work = as_work(held(memory)[2])
    work.given_up = GivenUp("nonsense", "olga")
    await carry_out(memory, work)
    assert held(memory)[2]["state"] == "parked"


async def test_what_was_swept_up_while_it_was_given_up_stays_for_the_audit(memory: Memory) -> None:
    await carry_out(memory, record("ada", 1, strengths={"trouble": 1}))
    swept, given_up = as_work(held(memory)[1]), as_work(held(memory)[1])
    given_up.given_up = GivenUp("nonsense", "olga")
    await carry_out(memory, given_up)
    assert told(await carry_out(memory, swept)) == ["duplicate"]
    assert held(memory)[1]["state"] == "discarded"


async def test_a_parked_record_that_cannot_be_read_any_more_has_failed_and_can_be_given_up(memory: Memory) -> None:
    await carry_out(memory, record("ada", 1, strengths={"trouble": 1}), record("ada", 2))
    held(memory)[1]["body"] = b"{"
    outcome = await carry_out(memory, *(as_work(row) for row in held(memory).values()))
    assert told(outcome) == ["parked", "parked"]
    assert held(memory)[1]["why"].startswith("MalformedRecord")
    work = as_work(held(memory)[1])
    work.given_up = GivenUp("unreadable", "olga")
    assert told(await carry_out(memory, work)) == ["ignored"]
    assert held(memory)[2]["due"] == NOW


async def test_a_reminder_decides_after_those_before_it(memory: Memory) -> None:
    memory["reminders"].documents["later"] = {"_id": "later", "due": NOW}
    outcome = await carry_out(memory, counting("ada"), reminder(lambda context: count(Count(id="ada"), context)))
    assert (await tally_of(memory, "ada")).count == 2
    assert len(outcome.fired) == 1
    assert memory["reminders"].documents == {}


async def test_a_refused_reminder_has_fired_and_a_failing_one_is_put_off(memory: Memory) -> None:
    def full(context: Context) -> Deciding:
        return count(Count(id="ada", limit=0), context)

    memory["reminders"].documents = {id: {"_id": id, "due": NOW} for id in ("refused", "failing")}
    failing = reminder(full, "failing")
    failing.failure = RuntimeError("it is broken")
    await carry_out(memory, reminder(full, "refused"), failing)
    (kept,) = memory["reminders"].documents.values()
    assert (kept["_id"], kept["attempts"], kept["why"]) == ("failing", 1, "RuntimeError: it is broken")
    assert kept["due"] > NOW


async def test_the_next_batch_is_prepared_on_what_this_one_leaves_behind(memory: Memory) -> None:
    bench = bench_on(memory)
    key = Idempotency("org/key", "hash")
    first = Batch(bench, [record("ada", 1), counting("ada", idempotency=key)])
    await first.prepare()
    second = Batch(bench, [record("ada", 1), record("ada", 2), counting("ada", idempotency=key)], first)
    await second.prepare()
    await first.commit()
    outcome = await second.commit()

    assert told(outcome) == ["duplicate", "applied"]
    assert len(outcome.replayed) == 1
    assert sequences(memory, "ada") == [1, 2, 3]


async def test_an_event_that_no_broker_would_take_never_reaches_the_outbox(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.chassis.writer.outbox.LARGEST", 100)
    with pytest.raises(EventTooLarge):
        await carry_out(memory, counting("ada"))
    assert memory["outbox"].documents == {}


async def test_an_event_carries_on_what_caused_it(memory: Memory) -> None:
    await carry_out(memory, record("ada", 1))
    (row,) = memory["outbox"].documents.values()
    envelope = Envelope.from_headers(row["headers"].items())
    assert (envelope.correlation_id, envelope.causation_id) == ("thread", "ada-1")
    assert (envelope.source, envelope.time, envelope.accepted_time) == ("/mentormesh/feedback", NOW, None)
    assert (row["pending"], row["lane"], row["topic"], row["key"]) == (True, 0, "mentormesh.feedback.v1", "ada")
