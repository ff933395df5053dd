"""The sequences of a replay: a number that is missing is no gap, and nobody overtakes what waits."""

from datetime import UTC, datetime

from mentormesh_contracts import Envelope, Received
from services.chassis.replay.jumping import JumpingSeenBook
from services.chassis.writer.seen import Turn
from services.chassis.writer.work import RecordWork


def work(sequence: int, held_id: str | None = None) -> RecordWork:
    envelope = Envelope("e", "t", "/test", "ada", datetime(2026, 1, 1, tzinfo=UTC), sequence, "c")
    return RecordWork("people", 0, sequence, [], b"", Received(envelope, None), held_id=held_id)


def test_what_compaction_has_left_begins_where_it_begins() -> None:
    jumped: set[str] = set()
    book = JumpingSeenBook(jumped)
    assert book.turn(work(5)) is Turn.NEXT
    book.applied(work(5))
    assert jumped == {"people/ada"}
    assert book.turn(work(5)) is Turn.DUPLICATE
    assert book.turn(work(4)) is Turn.DUPLICATE
    assert book.turn(work(8)) is Turn.NEXT


def test_a_whole_history_jumps_nowhere() -> None:
    jumped: set[str] = set()
    book = JumpingSeenBook(jumped)
    for sequence in (1, 2, 3):
        book.applied(work(sequence))
    assert not jumped


def test_those_behind_a_parked_one_wait_until_it_is_applied() -> None:
    book = JumpingSeenBook(set())
    book.parked(work(3))
    assert book.turn(work(4)) is Turn.BEHIND
    book.parked(work(4))
    later = JumpingSeenBook(set(), book)
    later._note("people/ada", 0, 4)
    assert later.turn(work(5)) is Turn.BEHIND
    assert later.turn(work(3, held_id="h")) is Turn.NEXT
    later.applied(work(3, held_id="h"))
    assert later.turn(work(4, held_id="h")) is Turn.NEXT
