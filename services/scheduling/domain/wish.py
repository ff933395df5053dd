"""When a session is wished for, and how long it is to be."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Zone
from services.deciding import Invalid, Refusal
from services.scheduling.domain.interval import Interval
from services.scheduling.domain.wall_clock import SpokenTime, in_utc

FURTHEST = timedelta(days=731)
"""How far ahead anything is planned: two years. Beyond that, zones change their rules more than people keep plans."""

Minutes = Annotated[int, Field(ge=5, le=480, description="Length in minutes: five minutes to eight hours.")]


class InThePast(Refusal):
    """The time is over already."""


class TooFarAhead(Invalid):
    """Nothing is planned more than two years ahead."""


class Wish(BaseModel):
    """A start and a length."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: SpokenTime
    zone: Zone
    duration_minutes: Minutes = 60

    def interval(self, now: datetime) -> Interval:
        """The time in UTC. Raises TimeSkipped, InThePast or TooFarAhead."""
        start = in_utc(self.start, self.zone)
        if start < now:
            raise InThePast("a session cannot begin in the past", field="start")
        require_near(start, now, field="start")
        return Interval(start=start, end=start + timedelta(minutes=self.duration_minutes))


def require_near(moment: datetime, now: datetime, *, field: str) -> None:
    """Raises TooFarAhead, naming the field."""
    if moment > now + FURTHEST:
        raise TooFarAhead(f"at most {FURTHEST.days} days ahead", field=field)
