"""Whether documents that were put in are of the form that the runtime writes: it may have changed."""

import json
from collections.abc import Iterable
from typing import Any

from services.chassis.mongo.driver import Database


class OtherForm(Exception):
    """The runtime writes other documents; the message names the collection."""


async def require_same_form(database: Database, pairs: Iterable[tuple[str, str, str]]) -> None:
    """Of collections, an id that was put in and one that the runtime wrote. Raises OtherForm."""
    for collection, put_in, written in pairs:
        ours, theirs = [await database[collection].find_one({"_id": id}) for id in (put_in, written)]
        if ours is None or theirs is None or _form(ours) != _form(theirs):
            raise OtherForm(f"{collection}: the runtime writes {_form(theirs)}, what was put in is {_form(ours)}")


def _form(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _form(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_form(each) for each in value]
    if isinstance(value, str) and value.startswith("{"):
        return _form(json.loads(value))
    return type(value).__name__
