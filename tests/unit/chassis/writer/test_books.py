"""Held records, reminders, answers and pauses: what each book writes."""

from datetime import timedelta
from typing import Any

import pytest

from mentormesh_contracts.vocabulary import HeldBack
from services.chassis.writer.answers import AnswerBook
from services.chassis.writer.backoff import Backoff
from services.chassis.writer.held import LONGEST_PAUSE, HeldBook, held_id, pause
from services.chassis.writer.reading import read
from services.chassis.writer.reminders import ReminderBook
from services.chassis.writer.work import Answer, GivenUp, Idempotency, RecordWork
from services.deciding import Decision
from tests.integration.chassis.toy import Count
from tests.unit.chassis.writer.given import NOW, PEOPLE, record, reminder
from tests.unit.chassis.writer.memory import Memory


def database(memory: Memory) -> Any:
    return memory


async def write(memory: Memory, book: HeldBook) -> dict[str, Any]:
    await book.know(database(memory))
    if operations := [*book.insertions(), *book.operations]:
        await memory["held"].bulk_write(operations)
    return memory["held"].documents


@pytest.mark.parametrize("reason", LONGEST_PAUSE)
def test_a_parked_record_waits_longer_each_time_up_to_a_bound(reason: HeldBack) -> None:
    pauses = [pause(reason, attempts) for attempts in range(100)]
    assert pauses[0] == timedelta(milliseconds=200)
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE[reason]


def test_pauses_double_and_are_never_in_step() -> None:
    backoff = Backoff(1, 8)
    pauses = [backoff.pause() for _ in range(6)]
    for bound, made in zip((1, 2, 4, 8, 8, 8), pauses, strict=True):
        assert bound / 2 <= made <= bound


async def test_a_record_is_held_and_told_of_once_however_often_it_comes(memory: Memory) -> None:
    held = memory["held"].documents
    books = [HeldBook("feedback", NOW) for _ in range(2)]
    for book in books:
        book.park(record("ada", 2), HeldBack.GAP, "why")
        book.park(record("ada", 2), HeldBack.GAP, "why")
        await write(memory, book)
    assert [len(book.announcements) for book in books] == [1, 0]
    assert list(held) == [f"{PEOPLE}/ada/2"]
    assert (held[f"{PEOPLE}/ada/2"]["attempts"], held[f"{PEOPLE}/ada/2"]["reason"]) == (0, HeldBack.GAP)


async def test_what_the_batch_before_lays_aside_is_not_told_of_again(memory: Memory) -> None:
    before = HeldBook("feedback", NOW)
    before.park(record("ada", 2), HeldBack.GAP, "why")
    after = HeldBook("feedback", NOW, before)
    after.park(record("ada", 2), HeldBack.GAP, "why")
    await after.know(database(memory))
    assert (after.insertions(), after.announcements) == ([], [])


async def test_a_dead_letter_is_known_by_its_place_since_it_may_say_anything_of_itself(memory: Memory) -> None:
    headers = record("ada", 2).headers
    received, fault = read(headers, b"{")
    work = RecordWork(PEOPLE, 3, 17, headers, b"{", received, fault)
    book = HeldBook("feedback", NOW)
    book.dead_letter(work, fault or "")
    (held,) = (await write(memory, book)).values()
    assert held_id(work) == held["_id"] == f"{PEOPLE}/3/17"
    assert (held["state"], held["source"], held["sequence"]) == ("dead", f"{PEOPLE}/ada", 2)


async def test_what_is_tried_behind_a_gap_waits_its_time_and_what_is_called_waits_for_the_call(memory: Memory) -> None:
    held = memory["held"].documents
    held["early"] = {"_id": "early", "state": "parked", "due": NOW, "attempts": 0}
    held["behind"] = {"_id": "behind", "state": "parked", "due": None, "attempts": 0}
    book = HeldBook("feedback", NOW)
    for id in list(held):
        work = record("ada", 5)
        work.held_id = id
        book.park_behind(work)
    await write(memory, book)
    assert held["early"]["due"] > NOW
    assert held["early"]["attempts"] == 1
    assert held["behind"]["due"] is None


async def test_what_waits_behind_a_record_that_failed_does_not_make_that_one_hurry(memory: Memory) -> None:
    held = memory["held"].documents
    held["early"] = {"_id": "early", "state": "parked", "due": NOW, "attempts": 3}
    book = HeldBook("feedback", NOW)
    book.park(record("ada", 4), HeldBack.FAILED, "it failed")
    behind = record("ada", 5)
    behind.held_id = "early"
    book.park_behind(behind)
    await write(memory, book)
    assert held["early"]["due"] is None


async def test_a_dead_letter_that_can_be_read_again_is_parked_behind_the_others(memory: Memory) -> None:
    memory["held"].documents["dead"] = {"_id": "dead", "state": "dead", "due": None, "attempts": 0}
    book = HeldBook("feedback", NOW)
    work = record("ada", 5)
    work.held_id = "dead"
    book.park_behind(work)
    assert (await write(memory, book))["dead"]["state"] == "parked"


async def test_who_gave_a_record_up_first_is_noted_and_it_stays_for_the_audit(memory: Memory) -> None:
    memory["held"].documents["x"] = {"_id": "x", "state": "parked", "due": NOW}
    work = record("ada", 5)
    work.held_id = "x"
    book = HeldBook("feedback", NOW)
    book.give_up(work, GivenUp("nonsense", "olga"))
    book.give_up(work, GivenUp("again", "otto"))
    book.release(work)
    (held,) = (await write(memory, book)).values()
    assert (held["state"], held["due"], held["discarded_by"]) == ("discarded", None, "olga")


def test_what_cannot_be_read_is_still_known_by_its_envelope() -> None:
    headers = record("ada", 2).headers
    received, fault = read(headers, b"{")
    assert received
    assert (received.envelope.subject, received.event) == ("ada", None)
    assert fault
    assert read([], b"{}") == (None, "header ce_id is missing")


async def reminders_with(memory: Memory, *ids: str) -> tuple[ReminderBook, list[Any]]:
    works = [reminder(lambda context: Decision(), id) for id in ids]
    for id in ids:
        memory["reminders"].documents[id] = {"_id": id, "due": NOW}
    book = ReminderBook()
    await book.load(database(memory), works)
    return book, works


async def writes(memory: Memory, book: ReminderBook) -> dict[str, Any]:
    for operations in (book.claims(), book.operations()):
        if operations:
            await memory["reminders"].bulk_write(operations)
    return memory["reminders"].documents


async def test_a_reminder_fires_once(memory: Memory) -> None:
    book, (work,) = await reminders_with(memory, "x")
    assert book.still_due(work)
    book.fired(work)
    assert not book.still_due(work)
    assert await writes(memory, book) == {}


async def test_a_reminder_that_its_own_decision_sets_anew_stays(memory: Memory) -> None:
    book, (work,) = await reminders_with(memory, "x")
    later = NOW + timedelta(hours=1)
    book.note(Decision().forget("x").remind("x", later, Count(id="ada")))
    book.fired(work)
    assert (await writes(memory, book))["x"]["due"] == later


async def test_a_reminder_that_an_earlier_decision_of_the_batch_moved_or_dropped_does_not_fire(memory: Memory) -> None:
    book, (moved, dropped) = await reminders_with(memory, "moved", "dropped")
    book.note(Decision().remind("moved", NOW, Count(id="ada")).forget("dropped"))
    assert not book.still_due(moved)
    assert not book.still_due(dropped)
    assert list(await writes(memory, book)) == ["moved"]


async def test_a_reminder_that_was_moved_since_it_fell_due_does_not_fire(memory: Memory) -> None:
    memory["reminders"].documents["x"] = {"_id": "x", "due": NOW + timedelta(hours=1)}
    book, work = ReminderBook(), reminder(lambda context: Decision(), "x")
    await book.load(database(memory), [work])
    assert not book.still_due(work)


async def test_a_reminder_that_failed_is_put_off_unless_somebody_sets_it_anew(memory: Memory) -> None:
    book, (failed, reset) = await reminders_with(memory, "failed", "reset")
    for work in (failed, reset):
        work.failure = RuntimeError("it is broken")
        book.postpone(work, NOW + timedelta(seconds=9))
    book.note(Decision().remind("reset", NOW, Count(id="ada")))
    kept = await writes(memory, book)
    assert (kept["failed"]["due"], kept["failed"]["attempts"]) == (NOW + timedelta(seconds=9), 1)
    assert kept["reset"]["due"] == NOW


async def test_the_batch_after_does_not_fire_what_this_one_fires_or_puts_off(memory: Memory) -> None:
    book, (fired, failed) = await reminders_with(memory, "fired", "failed")
    book.fired(fired)
    failed.failure = RuntimeError("it is broken")
    book.postpone(failed, NOW)
    after = ReminderBook(book)
    await after.load(database(memory), [fired, failed])
    assert not after.still_due(fired)
    assert not after.still_due(failed)


async def test_an_answer_is_kept_for_the_same_request_alone(memory: Memory) -> None:
    book = AnswerBook(NOW)
    book.keep(Idempotency("org/key", "hash"), Answer(201, "{}", {"ETag": '"1"'}))
    await memory["answers"].bulk_write(book.operations)
    later, after = AnswerBook(NOW), AnswerBook(NOW, book)
    await later.load(database(memory), ["org/key", "org/other"])
    for each in (book, later, after):
        same, other = (each.earlier(Idempotency("org/key", hash)) for hash in ("hash", "different"))
        assert same
        assert (same.is_same, same.answer.headers) == (True, {"ETag": '"1"'})
        assert other
        assert not other.is_same
        assert each.earlier(Idempotency("org/other", "hash")) is None


@pytest.mark.parametrize(
    ("state", "passed", "is_called"),
    [("parked", None, True), ("discarded", False, True), ("discarded", True, False), ("dead", None, False)],
)
async def test_what_comes_next_is_called_if_it_is_parked_or_still_to_be_passed_over(
    memory: Memory, state: str, passed: bool | None, is_called: bool
) -> None:
    row = {"_id": "x", "source": f"{PEOPLE}/ada", "sequence": 2, "state": state, "passed": passed, "due": None}
    memory["held"].documents["x"] = row
    book = HeldBook("feedback", NOW)
    book.call(f"{PEOPLE}/ada", 2)
    assert (await write(memory, book))["x"]["due"] == (NOW if is_called else None)


async def test_who_gives_a_record_up_is_not_overruled_by_an_attempt_that_was_under_way(memory: Memory) -> None:
    parked = HeldBook("feedback", NOW)
    parked.park(record("ada", 1), HeldBack.FAILED, "why")
    await write(memory, parked)
    again = record("ada", 1)
    again.held_id = f"{PEOPLE}/ada/1"
    attempt, giving_up = HeldBook("feedback", NOW), HeldBook("feedback", NOW)
    attempt.park(again, HeldBack.FAILED, "why")
    giving_up.give_up(again, GivenUp("nonsense", "olga"))
    await write(memory, giving_up)
    held = await write(memory, attempt)
    assert (held[again.held_id]["state"], held[again.held_id]["due"]) == ("discarded", None)
