"""A stretch of time, half open: it holds its start and not its end, so that what follows at once does not overlap."""

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from mentormesh_contracts.fact import Instant


class Interval(BaseModel):
    """From `start` to just before `end`, both in UTC."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    start: Instant
    end: Instant

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end <= self.start:
            raise ValueError("end must be later than start")
        return self

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two have a moment in common."""
        return self.start < other.end and other.start < self.end


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time in as few intervals as possible, in order: what lies side by side becomes one."""
    joined: list[Interval] = []
    for interval in sorted(intervals, key=lambda interval: interval.start):
        if joined and interval.start <= joined[-1].end:
            end = max(joined[-1].end, interval.end)
            joined[-1] = Interval(start=joined[-1].start, end=end)
        else:
            joined.append(Interval(start=interval.start, end=interval.end))
    return joined
