"""Where a pair stands in the graph's rows."""

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.compiled import compiled


@compiled
def entry_of(start: Longs, other: Ints, person: int, partner: int) -> int:
    """The entry of the partner in the person's row; NOBODY (-1) if the two may not be paired."""
    low, high = start[person], start[person + 1]
    while low < high:
        middle = (low + high) // 2
        if other[middle] < partner:
            low = middle + 1
        else:
            high = middle
    return low if low < start[person + 1] and other[low] == partner else NOBODY
