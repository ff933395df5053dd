"""Who gives up a place under a quota most easily."""

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.compiled import compiled


@compiled
def least_regret(
    start: Longs,
    other: Ints,
    value: Longs,
    price: Longs,
    quota: Ints,
    holds: Ints,
    held: Longs,
    under_start: Longs,
    under_pair: Ints,
    under_seeker: Ints,
    one: int,
) -> int:
    """The seeker with a pair under this quota who loses least by the best that is not, or NOBODY."""
    found, least = NOBODY, 1 << 62
    for at in range(under_start[one], under_start[one + 1]):
        seeker = under_seeker[at]
        if holds[seeker] != other[under_pair[at]]:
            continue
        regret = held[seeker] - price[holds[seeker]]
        best = 0
        for pair in range(start[seeker], start[seeker + 1]):
            if quota[pair] != one:
                best = max(best, value[pair] - price[other[pair]])
        if regret - best < least:
            found, least = seeker, regret - best
    return int(found)
