"""What a caller has seen: read in one service, waited for in the next."""

from collections.abc import Iterable

from services.chassis.http.position import MOST, decode_position, encode_position

FEWER = MOST // 2


class Places:
    """The furthest sequences of the sources that mattered last."""

    def __init__(self, places: Iterable[tuple[str, int]] = ()) -> None:
        self._furthest = dict(places)

    def note(self, header: str | None) -> None:
        """What an answer says."""
        for source, sequence in decode_position(header):
            self._furthest[source] = max(sequence, self._furthest.pop(source, 0))
        while len(self._furthest) > FEWER:
            del self._furthest[next(iter(self._furthest))]

    def header(self) -> str | None:
        """For the next request."""
        return encode_position(self._furthest.items()) if self._furthest else None

    def with_(self, other: "Places") -> "Places":
        """What both have seen."""
        return Places([*self._furthest.items(), *other._furthest.items()])
