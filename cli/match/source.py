"""A file as text, with its headings."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from cli.errors import WrongUsage
from cli.match.own_words import OwnWords
from services.profile.domain.roster import RosterUnreadable, text_of
from services.profile.domain.roster.records import delimiter_of, records_of
from services.profile.domain.roster.unreadable import plain

NDJSON = (".ndjson", ".jsonl", ".json")
WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")
SEPARATOR_LINE = re.compile(r"\Asep=.(?=\r?\n)")
"""With which some spreadsheets begin a CSV file."""


@dataclass(frozen=True)
class Source:
    """A file that can be read as a whole."""

    file: str
    text: str
    is_ndjson: bool
    delimiter: str
    headings: Sequence[str]
    """Of a CSV file its first line, of NDJSON every name that occurs."""
    fingerprint: str


def open_source(path: Path, file: str, words: OwnWords) -> Source:
    """The file, which is called `file` in what is said of it. Raises WrongUsage if nothing of it can be read."""
    if path.suffix.lower() in WORKBOOKS:
        raise WrongUsage(f"{file} is a workbook: save the sheet as CSV (UTF-8) and give that")
    try:
        content = path.read_bytes()
        text = SEPARATOR_LINE.sub("", plain(text_of(content)))
        is_ndjson = path.suffix.lower() in NDJSON
        delimiter = "" if is_ndjson else delimiter_of(text, lambda heading: words.field(heading) is not None)
        headings = tuple(_names(text)) if is_ndjson else _first_line(text, delimiter)
        return Source(file, text, is_ndjson, delimiter, headings, sha256(content).hexdigest())
    except RosterUnreadable as error:
        raise WrongUsage(f"{file}: {error}") from None
    except OSError as error:
        raise WrongUsage(f"{file} cannot be read: {error.strerror}") from None


def _first_line(text: str, delimiter: str) -> tuple[str, ...]:
    return tuple(heading.strip() for heading in records_of(text, delimiter)[0].cells)


def _names(text: str) -> Iterator[str]:
    names: dict[str, None] = {}
    for line in StringIO(text, newline=None):
        names.update(dict.fromkeys(object_in(line) or ()))
    if not text.strip():
        raise RosterUnreadable("the file is empty")
    yield from names


def object_in(line: str) -> dict[str, Any] | None:
    """The JSON object that a line holds; None if it is none, or names something twice."""
    try:
        pairs = json.loads(line, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return None
    if not isinstance(pairs, _Pairs) or len(dict(pairs)) < len(pairs):
        return None
    return {name: _plain(value) for name, value in pairs}


class _Pairs(list[tuple[str, Any]]):
    """The members of an object, in order."""


def _plain(value: Any) -> Any:
    match value:
        case _Pairs():
            return {name: _plain(each) for name, each in value}
        case list():
            return [_plain(each) for each in value]
        case _:
            return value
