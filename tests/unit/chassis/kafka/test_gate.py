"""The gate of the intake: what closes it, who waits before it, what opens it."""

import asyncio

from mentormesh_contracts.vocabulary import HeldBack
from services.chassis.kafka.gate import Gate
from services.chassis.settings import load_settings
from services.chassis.writer.work import HeldFor, RecordWork
from tests.unit.chassis.writer.given import PEOPLE, record


def gate() -> Gate:
    return Gate("tested", load_settings(bad_share_least=4, bad_share_window=10))


def works(number: int, reason: HeldBack | None) -> list[RecordWork]:
    made = [record("ada", sequence) for sequence in range(1, number + 1)]
    for work in made:
        work.held_for = HeldFor(reason, "ada@example.org is no zone") if reason else None
    return made


def test_records_that_cannot_be_read_or_whose_rule_fails_close_it() -> None:
    for reason in (HeldBack.MALFORMED, HeldBack.FAILED):
        closed = gate()
        closed.judge(works(4, reason))
        assert closed.why == f"4 of the last 4 records of {PEOPLE} could not be processed"
        assert closed.example is not None
        assert closed.example.endswith(f"at {PEOPLE}/0/4 is {reason}")
        assert "ada" not in closed.example


def test_what_waits_for_another_record_is_neither_good_nor_bad() -> None:
    waiting = gate()
    for reason in (HeldBack.WAITING, HeldBack.GAP):
        waiting.judge(works(100, reason))
    assert waiting.why is None
    waiting.judge(works(4, HeldBack.MALFORMED))
    assert waiting.why


def test_good_records_keep_it_open() -> None:
    kept = gate()
    kept.judge([*works(10, None), *works(4, HeldBack.MALFORMED)])
    assert kept.why is None


async def test_whoever_comes_to_a_closed_gate_waits_until_it_is_opened() -> None:
    shut = gate()
    shut.close("because")
    shut.close("for another reason")
    assert shut.why == "because"
    waiting = asyncio.create_task(shut.wait())
    await asyncio.sleep(0)
    assert not waiting.done()
    shut.open()
    await waiting
    assert shut.why is None


async def test_nobody_waits_in_a_process_that_leaves_and_the_gate_stays_closed() -> None:
    shut = gate()
    shut.close("because")
    waiting = asyncio.create_task(shut.wait())
    await asyncio.sleep(0)
    shut.leave()
    await waiting
    assert shut.why == "because"
