"""The life of one aggregate: what it became, when."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Generic, TypeVar

from mentormesh_contracts import Event, Fact

S = TypeVar("S", bound=Fact)


@dataclass(frozen=True, slots=True)
class Moment(Generic[S]):
    """One event of an aggregate, and its state after it."""

    at: datetime
    event: Event
    after: S


class Life(Generic[S]):
    """An aggregate's moments, in the order of their sequence, each once."""

    __slots__ = ("_times", "id", "moments")

    def __init__(self, id: str, moments: Sequence[Moment[S]]) -> None:
        self.id = id
        self.moments = tuple(moments)
        # Two processes' clocks differ: the sequence decides, and time does not run backwards.
        self._times = list(accumulate((moment.at for moment in self.moments), max))

    @property
    def first(self) -> Moment[S]:
        """How it began."""
        return self.moments[0]

    @property
    def last(self) -> S:
        """As it is now."""
        return self.moments[-1].after

    def at(self, moment: datetime) -> S | None:
        """As it was then; None before it began."""
        count = bisect_right(self._times, moment)
        return self.moments[count - 1].after if count else None

    def during(self, since: datetime, until: datetime) -> tuple[S, ...]:
        """Everything that it was at some time between the two, both included."""
        first = max(0, bisect_right(self._times, since) - 1)
        return tuple(moment.after for moment in self.moments[first : bisect_right(self._times, until)])

    def has(self, *types: type[Event]) -> bool:
        """Whether one of these happened to it."""
        return any(isinstance(moment.event, types) for moment in self.moments)
