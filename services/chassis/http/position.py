"""How far a caller has seen: what a write leaves behind, so that another service can wait for it."""

from collections.abc import Iterable

from services.chassis.http.opaque import Tampered, pack, unpack
from services.chassis.http.problems import PositionMalformed

HEADER = "MentorMesh-Position"
MOST = 32
LONGEST = 8_000

Place = tuple[str, int]
"""A source's key, and the sequence up to which it was seen."""


def encode_position(places: Iterable[Place]) -> str:
    """As the caller carries it: the furthest of each source; of very many, the last ones."""
    furthest: dict[str, int] = {}
    for key, sequence in places:
        furthest[key] = max(sequence, furthest.pop(key, 0))
    return pack([[key, sequence] for key, sequence in list(furthest.items())[-MOST:]])


def decode_position(text: str | None) -> list[Place]:
    """As it was given out; nothing for nothing. Raises PositionMalformed."""
    if not text:
        return []
    try:
        return [_place(key, sequence) for key, sequence in unpack(text, LONGEST)]
    except (Tampered, ValueError, TypeError):
        raise PositionMalformed(HEADER, "it is not a position of this API") from None


def _place(key: object, sequence: object) -> Place:
    if not isinstance(key, str) or not isinstance(sequence, int):
        raise TypeError
    return key, sequence
