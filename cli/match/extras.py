"""What the engine says beyond what this command knows of, in plain values and the files' own ids."""

from typing import Any

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from cli.match.ids import Ids

KNOWN_OF_A_REASON = ("person_id", "organisation_id", "binding", "ruled_out")


def extras_of(reason: BaseModel, ids: Ids) -> dict[str, Any]:
    """What a reason says besides constraint and counts, such as the smallest change that would have helped."""
    told: dict[str, Any] = plain(reason, ids)
    return {name: value for name, value in told.items() if name not in KNOWN_OF_A_REASON and value not in ({}, [], "")}


def plain(value: Any, ids: Ids) -> Any:
    """As JSON has it."""
    return _in_their_words(to_jsonable_python(value, exclude_none=True, fallback=_of_the_engine), ids)


def _in_their_words(value: Any, ids: Ids) -> Any:
    match value:
        case dict():
            return {ids.in_their_words(key): _in_their_words(each, ids) for key, each in value.items()}
        case list():
            return [_in_their_words(each, ids) for each in value]
        case str():
            return ids.in_their_words(value)
        case _:
            return value


def _of_the_engine(value: Any) -> Any:
    """Its numbers and arrays know what they are in Python."""
    return value.tolist() if hasattr(value, "tolist") else str(value)
