import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from services.profile import importing
from services.profile.domain.people.declare import Declare
from services.profile.domain.people.external_id import ClaimedExternalId
from services.profile.domain.people.person import RegisteredPerson
from services.profile.domain.roster import Line, LineError, parse_ndjson
from services.profile.importing import read_only, take_in
from tests.unit.profile.given import Shelf, barely

WINDOW = 4


@pytest.fixture(autouse=True)
def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "WINDOW", WINDOW)


def lines(count: int, **more: Any) -> Iterator[Line]:
    return (Line(number, barely(f"E-{number}", **more)) for number in range(1, count + 1))


class Book:
    """Carries commands out in memory, and notes how many were given to it at once."""

    def __init__(self) -> None:
        self.shelf, self.at_once, self.most_at_once = Shelf(), 0, 0

    async def carry_out(self, decider: Any, command: Any) -> Any:
        self.at_once += isinstance(command, Declare)
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= isinstance(command, Declare)
        return self.shelf.carry_out(decider, command).answer


async def test_everybody_is_declared_window_by_window() -> None:
    book = Book()
    report = await take_in(lines(2 * WINDOW + 1), "acme", book.carry_out)
    assert report.registered == report.people == len(book.shelf.all(RegisteredPerson)) == 2 * WINDOW + 1
    assert book.most_at_once <= 2 * WINDOW


async def test_bad_lines_are_left_out_and_good_ones_kept() -> None:
    bad = Line(2, None, (LineError(2, "name", "is missing", ""),))
    report = await take_in(iter([Line(1, barely("E-1")), bad, Line(3, barely("E-3"))]), "acme", Book().carry_out)
    assert (report.registered, report.failed, report.lines[0].line) == (2, 1, 2)


async def test_a_window_of_bad_lines_does_not_end_the_file() -> None:
    bad = [Line(number, None, ()) for number in range(WINDOW)]
    report = await take_in(iter([*bad, *lines(1)]), "acme", Book().carry_out)
    assert (report.failed, report.registered) == (WINDOW, 1)


async def test_ids_are_made_before_the_lines_that_need_them_and_once() -> None:
    book = Book()
    await take_in(lines(3, reporting_line_external_ids=("boss",)), "acme", book.carry_out)
    assert len(book.shelf.all(ClaimedExternalId)) == 4
    managers = {state.person.reporting_line for state in book.shelf.all(RegisteredPerson)}
    assert len(managers) == 1


async def test_what_cannot_be_written_is_not_reported_as_done() -> None:
    async def fails(decider: Any, command: Any) -> Any:
        raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError):
        await take_in(lines(3), "acme", fails)


def test_a_dry_run_reads_everything_and_registers_nobody() -> None:
    report = read_only(parse_ndjson('{"external_id": "E-1", "name": "Ada"}\n{"external_id": "E-2"}\n'))
    assert (report.dry_run, report.people, report.registered, report.failed) == (True, 2, 0, 1)
