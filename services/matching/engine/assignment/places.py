"""How many places there are, checked."""

from typing import Any

import numpy as np

from services.matching.engine.arrays import Longs
from services.matching.engine.assignment.errors import CapacityNotFitting
from services.matching.engine.candidates import Candidates


def checked_capacity(capacity: Any, others: int | None = None) -> Longs:
    """The capacity as whole numbers.

    Raises:
        CapacityNotFitting: it is no vector of that length, of whole numbers of 0 or more.
    """
    given = np.asarray(capacity)
    if given.ndim != 1 or (others is not None and len(given) != others):
        raise CapacityNotFitting(f"The capacity has the shape {given.shape} where ({others},) was expected.")
    if given.size and not np.issubdtype(given.dtype, np.integer):
        raise CapacityNotFitting(f"The capacity is of {given.dtype}, not of whole numbers.")
    if given.size and given.min() < 0:
        raise CapacityNotFitting(f"The capacity of other {int(given.argmin())} is {given.min()}, below 0.")
    return given.astype(np.int64)


def usable(candidates: Candidates, capacity: Longs) -> Longs:
    """Places that can matter: one more than there are candidates for them, so that a spare one stays spare."""
    if len(candidates.other) and candidates.other.max() >= len(capacity):
        raise CapacityNotFitting(f"{len(capacity)} capacities for others up to {candidates.other.max()}.")
    wanted = np.bincount(candidates.other, minlength=len(capacity))
    return np.minimum(capacity, wanted + 1)
