"""Pins as positions, with the places that they take."""

import numpy as np

from services.matching.cohort.found import Pinned
from services.matching.cohort.gather import Cohort
from services.matching.cohort.relating import Pairs
from services.matching.engine.arrays import NOBODY


class PinNotPossible(ValueError):
    """A pin takes a place that is not there, or names somebody who is not in the cohort."""


def pinned(cohort: Cohort, pins: Pairs) -> Pinned:
    """Of pins that a cycle can honour (seeker first, then the other). Raises PinNotPossible for others."""
    chosen = np.full(len(cohort.seekers), NOBODY, np.int32)
    rows = {each.id: at for at, each in enumerate(cohort.seekers)}
    columns = {each.id: at for at, each in enumerate(cohort.others)}
    for seeker, other in pins:
        if seeker not in rows or other not in columns:
            raise PinNotPossible(f"{seeker} is pinned to {other}, and one of them is not in the cohort")
        chosen[rows[seeker]] = columns[other]
        if cohort.rules.are_peers:
            chosen[rows[other]] = columns[seeker]
    settled = np.flatnonzero(chosen != NOBODY)
    capacity = cohort.capacity - np.bincount(chosen[settled], minlength=len(cohort.others))
    quotas = cohort.quotas.after(settled, chosen[settled])
    if (capacity < 0).any() or (quotas.limit < 0).any():
        raise PinNotPossible("more people are pinned than there are places")
    return Pinned(chosen, capacity, quotas)
