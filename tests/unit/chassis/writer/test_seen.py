"""The sequences seen: once and in order, whatever comes, however often, in whatever order."""

import asyncio
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pymongo import UpdateOne

from services.chassis.writer.seen import SeenBook, Turn
from services.chassis.writer.work import RecordWork
from tests.unit.chassis.writer.given import record
from tests.unit.chassis.writer.memory import Memory


async def book_on(memory: Memory, *works: RecordWork) -> SeenBook:
    database: Any = memory
    book = SeenBook()
    await book.load(database, (work.source for work in works))
    return book


async def test_turns(memory: Memory) -> None:
    first, second, third = (record("ada", number) for number in (1, 2, 3))
    book = await book_on(memory, first)

    assert book.turn(first) is Turn.NEXT
    assert book.turn(third) is Turn.GAP
    assert book.applied(first) is None
    assert book.turn(first) is Turn.DUPLICATE
    assert book.turn(second) is Turn.NEXT
    book.parked(second)
    assert book.turn(second) is Turn.NEXT
    assert book.turn(third) is Turn.BEHIND
    book.parked(third)
    assert book.applied(second) == 3
    assert book.has_parked(third)
    assert book.applied(third) is None
    assert not book.has_parked(third)


async def test_another_key_goes_on(memory: Memory) -> None:
    book = await book_on(memory)
    book.parked(record("ada", 1))
    assert book.turn(record("bea", 1)) is Turn.NEXT


async def test_the_writes_hold_only_if_nobody_wrote_meanwhile(memory: Memory) -> None:
    work = record("ada", 1)
    one, two = await book_on(memory, work), await book_on(memory, work)
    for book in (one, two):
        book.applied(work)
    assert [type(operation).__name__ for operation in two.operations()] == ["InsertOne"]
    await memory["seen"].bulk_write(one.operations())

    again = await book_on(memory, work)
    again.applied(record("ada", 2))
    (update,) = again.operations()
    assert isinstance(update, UpdateOne)
    assert update._filter == {"_id": work.source, "n": 1, "parked": 0}


async def test_what_is_unchanged_is_not_written(memory: Memory) -> None:
    memory["seen"].documents["x"] = {"_id": record("ada", 1).source, "n": 4, "parked": 0}
    assert (await book_on(memory, record("ada", 1))).operations() == []


LAST = 5
Arrival = tuple[str, int, bool]
"""A key, a number, and whether its decider fails this time."""


@st.composite
def arrivals(draw: st.DrawFn) -> list[list[Arrival]]:
    """First occurrences, repeats and reorderings of two keys' events, cut into batches anywhere; all come at last."""
    numbered = st.tuples(st.sampled_from(["ada", "bea"]), st.integers(1, LAST), st.booleans())
    some = draw(st.lists(numbered, max_size=30))
    rest = draw(st.permutations([(key, number, False) for key in ("ada", "bea") for number in range(1, LAST + 1)]))
    stream, batches = some + list(rest), []
    while stream:
        size = draw(st.integers(1, len(stream)))
        batches.append(stream[:size])
        stream = stream[size:]
    return batches


@given(arrivals())
def test_any_interleaving_ends_with_each_applied_once_and_in_order(batches: list[list[Arrival]]) -> None:
    asyncio.run(_play(batches))


async def _play(batches: list[list[Arrival]]) -> None:
    memory, applied, parked = Memory(), {"ada": [], "bea": []}, set()  # type: ignore[var-annotated]
    for batch in batches:
        works = [(record(key, number), fails) for key, number, fails in batch]
        called = await _batch(memory, works, applied, parked)
        while called:
            called = await _batch(memory, [(record(*one), False) for one in sorted(called)], applied, parked)
    while parked:
        await _batch(memory, [(record(*one), False) for one in sorted(parked)], applied, parked)
    assert applied == {"ada": list(range(1, LAST + 1)), "bea": list(range(1, LAST + 1))}


async def _batch(
    memory: Memory,
    works: list[tuple[RecordWork, bool]],
    applied: dict[str, list[int]],
    parked: set[tuple[str, int]],
) -> set[tuple[str, int]]:
    book, called = await book_on(memory, *(work for work, _ in works)), set()
    for work, fails in works:
        key = work.source.rpartition("/")[2]
        turn = book.turn(work)
        if turn is Turn.NEXT and not fails:
            applied[key].append(work.sequence)
            if (following := book.applied(work)) is not None:
                called.add((key, following))
        elif turn is not Turn.DUPLICATE:
            book.parked(work)
            parked.add((key, work.sequence))
            continue
        parked.discard((key, work.sequence))
    if operations := book.operations():
        await memory["seen"].bulk_write(operations)
    return called & parked


async def test_who_puts_a_record_to_sleep_fails_if_somebody_else_has_moved_the_sequence_meanwhile(
    memory: Memory,
) -> None:
    second = record("ada", 2)
    await memory["seen"].bulk_write([UpdateOne({"_id": second.source}, {"$set": {"n": 0, "parked": 2}}, upsert=True)])
    book = await book_on(memory, second)
    book.parked(second)
    await memory["seen"].bulk_write([UpdateOne({"_id": second.source}, {"$set": {"n": 1}})])

    result = await memory["seen"].bulk_write(book.operations())

    assert (len(book.operations()), result.matched_count) == (1, 0)


async def test_only_what_is_missing_after_the_number_that_was_seen_is_passed_over(memory: Memory) -> None:
    first, second, fifth = (record("ada", number) for number in (1, 2, 5))
    book = await book_on(memory, first)
    book.applied(first)
    book.parked(fifth)

    assert not book.pass_over(fifth, 0)
    assert not book.pass_over(second, 1)
    assert book.pass_over(fifth, 1)

    assert book.turn(second) is Turn.DUPLICATE
    assert book.turn(fifth) is Turn.NEXT
    assert not book.pass_over(fifth, 1)


async def test_who_passes_over_numbers_fails_if_one_of_them_was_applied_meanwhile(memory: Memory) -> None:
    fifth = record("ada", 5)
    await memory["seen"].bulk_write([UpdateOne({"_id": fifth.source}, {"$set": {"n": 1, "parked": 5}}, upsert=True)])
    book = await book_on(memory, fifth)
    assert book.pass_over(fifth, 1)
    await memory["seen"].bulk_write([UpdateOne({"_id": fifth.source}, {"$set": {"n": 2}})])

    result = await memory["seen"].bulk_write(book.operations())

    assert result.matched_count == 0
