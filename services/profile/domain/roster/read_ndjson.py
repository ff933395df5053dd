"""Rosters as NDJSON: one declaration a line."""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any, NoReturn

from services.profile.domain.roster.judge import Judge, Written, misshapen
from services.profile.domain.roster.line import Line
from services.profile.domain.roster.quoted import quoted, shown
from services.profile.domain.roster.unreadable import RosterUnreadable, check_count, plain


def parse_ndjson(text: str) -> Iterator[Line]:
    """A line for each person in the file. Empty lines are skipped.

    Raises RosterUnreadable at once, before the first line, if the file as a whole is too large.
    """
    texts = [(number, each) for number, each in enumerate(StringIO(plain(text), newline=None), 1) if each.strip()]
    check_count(len(texts))
    if not texts:
        raise RosterUnreadable("the file is empty")
    return _lines(texts)


def _lines(texts: list[tuple[int, str]]) -> Iterator[Line]:
    judge = Judge()
    for number, text in texts:
        try:
            said = _object(text)
        except ValueError as error:
            yield misshapen(number, str(error), text.strip())
        else:
            yield judge.line(number, said, {field: Written(field, shown(value)) for field, value in said.items()})


def _object(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text, object_pairs_hook=_each_name_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error.msg}, at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("is not a person: nested too deeply") from None
    match said:
        case dict() if _can_be_written(said):
            return said
        case dict():
            raise ValueError("holds half of a character (a lone surrogate)")
        case _:
            raise ValueError("is not a JSON object")


def _can_be_written(said: dict[str, Any]) -> bool:
    try:
        json.dumps(said, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name, value in pairs:
        if name in said:
            raise ValueError(f"names {quoted(name)} twice")
        said[name] = value
    return said


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number of JSON")
