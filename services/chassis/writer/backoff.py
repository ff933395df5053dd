"""Pauses between attempts: longer each time, never in step with others."""

import random


class Backoff:
    """Equal jitter: between half and all of a bound that doubles from `first` to `longest` seconds.

    Source: Marc Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015.
    """

    def __init__(self, first: float, longest: float) -> None:
        self._bound = first
        self._longest = longest

    def pause(self) -> float:
        """Seconds to wait before the next attempt."""
        bound, self._bound = self._bound, min(self._bound * 2, self._longest)
        return random.uniform(bound / 2, bound)
