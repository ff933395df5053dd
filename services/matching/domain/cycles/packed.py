"""Many items in one text, compressed: a hundred thousand people fit into a few hundred documents."""

import base64
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from pydantic import BaseModel

from mentormesh_contracts.zones import READING

M = TypeVar("M", bound=BaseModel)
MOST_BYTES = 400_000
"""Of JSON in one part: far below what a document may have, even if it could not be compressed at all."""


def packed(lines: Iterable[str]) -> str:
    """The lines, none of which has a line break in it, as one text."""
    return base64.b64encode(zlib.compress("\n".join(lines).encode(), level=6)).decode()


def unpacked(text: str) -> list[str]:
    """The lines again."""
    lines = zlib.decompress(base64.b64decode(text)).decode()
    return lines.split("\n") if lines else []


def models(kind: type[M], text: str) -> list[M]:
    """The lines as models, with whatever zones were known then. Raises ValidationError if they are of another kind."""
    return [kind.model_validate_json(line, context=READING) for line in unpacked(text)]


def in_parts(items: Iterable[M], most: int) -> Iterator[tuple[Sequence[M], Sequence[str]]]:
    """The items with their lines, so many at a time and no more than `MOST_BYTES` of them."""
    part: list[M] = []
    lines: list[str] = []
    size = 0
    for item in items:
        line = item.model_dump_json()
        if part and (len(part) == most or size + len(line) > MOST_BYTES):
            yield part, lines
            part, lines, size = [], [], 0
        part.append(item)
        lines.append(line)
        size += len(line)
    if part:
        yield part, lines
