"""People bid for people: the assignment of everyone to one other, or to themselves, of the greatest total."""

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.compiled import compiled
from services.matching.engine.peers.rows_kernel import entry_of


@compiled
def best_offer(start: Longs, other: Ints, weight: Longs, price: Longs, person: int) -> tuple[int, int, int]:
    """Whom the person wants most at these prices, the profit with them, and the profit with the second best.

    To stay alone is an offer like the others: it is worth nothing and has a price, too.
    """
    wanted, most, second = person, -price[person], -(2**62)
    for at in range(start[person], start[person + 1]):
        profit = weight[at] - price[other[at]]
        if profit > second:
            if profit > most:
                wanted, most, second = other[at], profit, most
            else:
                second = profit
    return int(wanted), int(most), int(second)


@compiled
def released(
    start: Longs, other: Ints, weight: Longs, price: Longs, chosen: Ints, step: int, order: Ints, waiting: Ints
) -> int:
    """Whoever could do better by more than a step lets go. Returns how many wait; the last bids first."""
    waits = 0
    for person in order:
        _, most, _ = best_offer(start, other, weight, price, person)
        if chosen[person] != NOBODY and most - held_profit(start, other, weight, price, chosen, person) > step:
            chosen[person] = NOBODY
        if chosen[person] == NOBODY:
            waiting[waits] = person
            waits += 1
    return waits


@compiled
def held_profit(start: Longs, other: Ints, weight: Longs, price: Longs, chosen: Ints, person: int) -> int:
    """The profit with whom the person holds."""
    held = chosen[person]
    if held == person:
        return int(-price[person])
    return int(weight[entry_of(start, other, person, held)] - price[held])


@compiled
def bidding(start: Longs, other: Ints, weight: Longs, price: Longs, chosen: Ints, steps: Longs, order: Ints) -> None:
    """Rounds of bidding by ever smaller steps (Bertsekas 1988). `price` and `chosen` are changed in place."""
    people = len(chosen)
    holder = np.full(people, NOBODY, np.int32)
    waiting = np.empty(people, np.int32)
    for step in steps:
        waits = released(start, other, weight, price, chosen, step, order, waiting)
        holder[:] = NOBODY
        for person in range(people):
            if chosen[person] != NOBODY:
                holder[chosen[person]] = person
        while waits > 0:
            waits -= 1
            person = waiting[waits]
            wanted, most, second = best_offer(start, other, weight, price, person)
            price[wanted] += step if second < -(2**61) else most - second + step
            before = holder[wanted]
            holder[wanted], chosen[person] = person, wanted
            if before != NOBODY:
                chosen[before] = NOBODY
                waiting[waits] = before
                waits += 1


@compiled
def worths(start: Longs, other: Ints, weight: Longs, price: Longs) -> Longs:
    """By person: their profit and their price together. No pair is worth more than half of what its two have."""
    worth = np.empty(len(price), np.int64)
    for person in range(len(price)):
        _, most, _ = best_offer(start, other, weight, price, person)
        worth[person] = most + price[person]
    return worth
