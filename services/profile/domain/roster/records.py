"""A CSV text as records, each with the physical line where it starts."""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from services.profile.domain.roster.unreadable import MAX_CELL, RosterUnreadable, check_count

DELIMITERS = (",", ";", "\t")


class Record(NamedTuple):
    """The cells of one record, or what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    problem: str | None = None


def delimiter_of(text: str, known: Callable[[str], bool]) -> str:
    """What separates the cells: the character that makes the most known headings, and then the most headings."""

    def headings(delimiter: str) -> Sequence[str]:
        return next((record.cells for record in _records(text, delimiter)), ())

    def likeliness(delimiter: str) -> tuple[int, int]:
        cells = headings(delimiter)
        return sum(map(known, cells)), len(cells)

    return max(DELIMITERS, key=likeliness)


def records_of(text: str, delimiter: str) -> list[Record]:
    """All records, without empty lines. The first holds the headings. Raises RosterUnreadable."""
    records: list[Record] = []
    for record in _records(text, delimiter):
        _check_cells(record)
        records.append(record)
        check_count(len(records) - 1)
    if not records:
        raise RosterUnreadable("the file is empty")
    if records[0].problem:
        raise RosterUnreadable(f"the headings cannot be read: {records[0].problem}", line=records[0].number)
    return records


def _records(text: str, delimiter: str) -> Iterator[Record]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            yield Record(number, (), _explained(error, number))
        else:
            if any(cell.strip() for cell in cells):
                yield Record(number, cells)


def _explained(error: csv.Error, number: int) -> str:
    match str(error):
        case "unexpected end of data":
            raise RosterUnreadable(
                f"line {number}: a quotation mark is opened and never closed, so that all that follows is one cell",
                line=number,
            )
        case message if "field limit" in message:
            raise _cell_too_long(number)
        case _:
            return 'a quotation mark within a cell that is in quotation marks; write it twice: ""'


def _check_cells(record: Record) -> None:
    if any(len(cell) > MAX_CELL for cell in record.cells):
        raise _cell_too_long(record.number)


def _cell_too_long(number: int) -> RosterUnreadable:
    return RosterUnreadable(f"line {number}: a cell has more than {MAX_CELL:,} characters", line=number)
