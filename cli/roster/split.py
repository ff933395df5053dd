"""A roster in parts that the API takes. Most rosters are one.

Each part has the headings, and empty lines where the parts before it stood: the API passes over those, and says of
every fault in which line of the whole file it is.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from cli.roster.form import Form
from services.profile.domain.roster.headings import field_of
from services.profile.domain.roster.mapping import ColumnMapping
from services.profile.domain.roster.records import delimiter_of
from services.profile.domain.roster.unreadable import MAX_BYTES, MAX_LINES

MOST_BYTES = MAX_BYTES - 256 * 1024
"""The form around the file, with its mapping, counts as well."""


def parts_of(content: bytes, form: Form, mapping: bytes | None = None, most: int = MAX_LINES) -> list[bytes]:
    """The file itself if it is within the limits, else its parts, of `most` people each. Raises RosterUnreadable."""
    lines = content.splitlines(keepends=True)
    if len(content) <= MOST_BYTES and len(lines) <= most:
        return [content]
    if form is Form.NDJSON:
        return list(_cut(b"", ([line] for line in lines), most))
    records = _records(content, lines, mapping)
    return list(_cut(b"".join(next(records, [])), records, most))


def _cut(headings: bytes, records: Iterator[list[bytes]], most: int) -> Iterator[bytes]:
    part, passed = bytearray(headings), 0
    taken = 0
    for record in records:
        size = sum(map(len, record))
        if taken == most or (taken and len(part) + size > MOST_BYTES):
            yield bytes(part)
            part, taken = bytearray(headings + b"\n" * passed), 0
        part += b"".join(record)
        passed, taken = passed + len(record), taken + 1
    yield bytes(part)


def _records(content: bytes, lines: list[bytes], mapping: bytes | None) -> Iterator[list[bytes]]:
    """The physical lines of each record, as the API will find them: a cell in quotation marks may have several."""
    text = content.decode("utf-8", "replace")
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text, mapping), strict=True)
    rest, before = iter(lines), 0
    while True:
        try:
            next(reader)
        except StopIteration:
            return
        except csv.Error:  # the API will say so, and go on with the next line as well
            pass
        yield list(islice(rest, reader.line_num - before))
        before = reader.line_num


def _delimiter(text: str, mapping: bytes | None) -> str:
    fitted = ColumnMapping.of(mapping.decode() if mapping else None)
    return delimiter_of(text, lambda heading: field_of(heading, fitted) is not None)
