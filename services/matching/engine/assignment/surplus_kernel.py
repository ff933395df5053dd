"""What seekers gain at given prices."""

import numpy as np

from services.matching.engine.arrays import Ints, Longs
from services.matching.engine.assignment.augmenting_kernel import best_gain
from services.matching.engine.compiled import compiled


@compiled
def surplus_of(start: Longs, other: Ints, value: Longs, price: Longs) -> Longs:
    """By seeker: value less price of the best candidate, or 0 where there is nothing to gain."""
    surplus = np.empty(len(start) - 1, np.int64)
    for seeker in range(len(surplus)):
        row = slice(start[seeker], start[seeker + 1])
        surplus[seeker] = best_gain(other[row], value[row], price)
    return surplus
