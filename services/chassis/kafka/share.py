"""When too large a share of a topic's records is bad: a rule on their last outcomes, without a clock or I/O."""

from collections import defaultdict, deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Excess:
    """Too many of a topic's last records were bad; `example` names the last one."""

    topic: str
    bad: int
    of: int
    example: str

    def __str__(self) -> str:
        return f"{self.bad} of the last {self.of} records of {self.topic} could not be processed"


class BadShare:
    """Watches each topic by itself, so that a busy one does not hide what happens to a quiet one.

    More than `share` of the last records must be bad, of `least` at least; no more than `window` are remembered. A
    share of 1 is never exceeded.
    """

    def __init__(self, share: float, least: int, window: int) -> None:
        self._share, self._least = share, least
        self._last: dict[str, deque[bool]] = defaultdict(lambda: deque(maxlen=window))
        self._tolerated = 0

    def note(self, topic: str, bad: str | None) -> Excess | None:
        """Note one more record, named if it is bad. Gives the excess, if it is one now."""
        if self._tolerated:
            self._tolerated -= 1
            return None
        last = self._last[topic]
        last.append(bad is not None)
        if bad is None or len(last) < self._least:
            return None
        number = sum(last)
        return Excess(topic, number, len(last), bad) if number > self._share * len(last) else None

    def begin_anew(self, tolerated: int = 0) -> None:
        """Forget what was, and do not judge the next `tolerated` records at all."""
        self._last.clear()
        self._tolerated = tolerated
