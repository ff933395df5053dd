"""Who asks the store, and for what."""

from collections.abc import Collection
from dataclasses import dataclass

from services.matching.engine.arrays import Bytes
from services.matching.engine.columns import Rules
from services.matching.engine.ranking.row import Row


@dataclass(frozen=True)
class Sought:
    """A mentor for one mentee, in one programme."""

    mentee: Row
    rules: Rules
    programme: int
    """Number of the programme in which mentors are enrolled."""
    opened: Bytes
    """By organisation number: CLOSED, SHARED or HAS_PLACES, of `opened`; organisations beyond its end are closed."""
    screening_required: bool = False
    barred: Collection[int] = ()
    """Positions of the mentee, and of those who are never to meet them, report to them, met them, or are vetoed."""
    preferred: Collection[int] = ()
    """Positions of those whom the mentee names."""
    preferred_by: Collection[int] = ()
    """Positions of those who name the mentee."""
