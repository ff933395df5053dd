"""How soon a batch may follow another one: what costs the same for one as for many is worth a moment's wait."""

import time
from collections.abc import Callable

LONGEST = 0.04
SMOOTHING = 0.2


class Pace:
    """Batches begin no sooner after each other than twice as long as one takes, and 40 ms at most.

    So whatever comes one by one, but often, shares transactions, and half of the time is left to others; whoever comes
    after a pause is taken at once. Databases know this as group commit with a commit delay (PostgreSQL's
    `commit_delay`); here the delay follows from what a batch takes. Seconds, on a monotonic clock.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._took = 0.0
        self._next = 0.0

    def begin(self) -> float:
        """A batch begins now: what to tell `end`."""
        began = self._now()
        self._next = began + min(LONGEST, 2 * self._took)
        return began

    def end(self, began: float) -> None:
        """The batch that began then is done."""
        self._took += SMOOTHING * (self._now() - began - self._took)

    def rest(self) -> float:
        """Seconds until the next batch may begin; 0 if it may now."""
        return max(0.0, self._next - self._now())
