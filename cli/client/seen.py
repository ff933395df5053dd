"""How far a caller has seen: carried from answers to later requests, so that one reads one's own writes."""

import time

from services.chassis.http.position import MOST, decode_position, encode_position

KEPT_SECONDS = 60.0
"""Whatever was written so long ago is known everywhere, or something is wrong that waiting does not mend."""


class Seen:
    """The furthest sequence of each source, the latest ones only."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[int, float]] = {}
        self._header: str | None = None

    def note(self, header: str | None) -> None:
        """What an answer says."""
        if header is None:
            return
        now = time.monotonic()
        for source, sequence in decode_position(header):
            known = self._places.pop(source, (0, 0.0))[0]
            self._places[source] = max(sequence, known), now
        while len(self._places) > MOST:
            del self._places[next(iter(self._places))]
        self._header = None

    def header(self) -> str | None:
        """For the next request; None if there is nothing to wait for."""
        self._forget(time.monotonic() - KEPT_SECONDS)
        if self._places and self._header is None:
            self._header = encode_position((source, sequence) for source, (sequence, _) in self._places.items())
        return self._header

    def _forget(self, before: float) -> None:
        while self._places and self._places[oldest := next(iter(self._places))][1] < before:
            del self._places[oldest]
            self._header = None
