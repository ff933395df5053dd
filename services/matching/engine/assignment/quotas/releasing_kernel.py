"""Who has to choose again once quotas have other prices."""

from services.matching.engine.arrays import NOBODY, Flags, Ints, Longs
from services.matching.engine.assignment.augmenting_kernel import best_gain
from services.matching.engine.assignment.quotas.lowering_kernel import leave
from services.matching.engine.compiled import compiled


@compiled
def revalue(
    other: Ints,
    value: Longs,
    holds: Ints,
    held: Longs,
    under_start: Longs,
    under_pair: Ints,
    under_seeker: Ints,
    rise: Longs,
) -> None:
    """Every pair under a quota is worth less by as much as the price of the quota rises."""
    for quota in range(len(rise)):
        if rise[quota] == 0:
            continue
        for at in range(under_start[quota], under_start[quota + 1]):
            pair, seeker = under_pair[at], under_seeker[at]
            value[pair] -= rise[quota]
            if holds[seeker] == other[pair]:
                held[seeker] = value[pair]


@compiled
def release(
    start: Longs,
    other: Ints,
    value: Longs,
    first: Longs,
    owner: Ints,
    used: Longs,
    price: Longs,
    holds: Ints,
    held: Longs,
    place: Longs,
    under_start: Longs,
    under_pair: Ints,
    under_seeker: Ints,
    rise: Longs,
    waits: Flags,
    waiting: Ints,
) -> int:
    """Who gains more elsewhere at these values and prices leaves, and waits. How many do. `waits` is all false."""
    count = 0
    for quota in range(len(rise)):
        if rise[quota] == 0:
            continue
        for at in range(under_start[quota], under_start[quota + 1]):
            pair, seeker = under_pair[at], under_seeker[at]
            if waits[seeker]:
                continue
            has = holds[seeker]
            gain = held[seeker] - price[has] if has >= 0 else 0
            if has == other[pair]:
                row = slice(start[seeker], start[seeker + 1])
                if gain >= best_gain(other[row], value[row], price):
                    continue
            elif gain >= value[pair] - price[other[pair]]:
                continue
            waits[seeker] = True
            waiting[count] = seeker
            count += 1
            if has >= 0:
                leave(first, owner, used, place, has, place[seeker])
                holds[seeker] = NOBODY
    for at in range(count):
        waits[waiting[at]] = False
    return count


@compiled
def count_under(
    other: Ints, holds: Ints, under_start: Longs, under_pair: Ints, under_seeker: Ints, taken: Longs
) -> None:
    """By quota: how many hold a pair under it."""
    for quota in range(len(taken)):
        count = 0
        for at in range(under_start[quota], under_start[quota + 1]):
            count += int(holds[under_seeker[at]] == other[under_pair[at]])
        taken[quota] = count
