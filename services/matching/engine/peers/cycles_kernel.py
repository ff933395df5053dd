"""The best pairing on each cycle of an assignment of people to people."""

import numpy as np

from services.matching.engine.arrays import NOBODY, Flags, Ints, Longs
from services.matching.engine.compiled import compiled
from services.matching.engine.peers.rows_kernel import entry_of


@compiled
def cycle_from(chosen: Ints, first: int, cycle: Ints) -> int:
    """Writes down who follows whom from the first person on. Returns how many there are."""
    length, person = 0, first
    while length == 0 or person != first:
        cycle[length] = person
        length += 1
        person = chosen[person]
    return length


@compiled
def best_on_path(gain: Longs, first: int, last: int, best: Longs, taken: Flags) -> int:
    """Which of the edges `first..last` of a path to take, no two that meet, for the greatest sum; returns the sum.

    Dynamic programming: `best[edge + 2]` is the most that the edges up to this one can give.
    """
    best[first], best[first + 1] = 0, 0
    for edge in range(first, last + 1):
        taken[edge] = best[edge] + gain[edge] >= best[edge + 1]
        best[edge + 2] = best[edge] + gain[edge] if taken[edge] else best[edge + 1]
    edge = last
    while edge >= first:
        if taken[edge] and edge > first:
            taken[edge - 1] = False
            edge -= 1
        edge -= 1
    return best[last + 2] if last >= first else 0


@compiled
def best_on_cycle(gain: Longs, length: int, best: Longs, taken: Flags) -> None:
    """The same for a cycle, whose last edge closes it: it is either left out, or taken without its neighbours."""
    closed = gain[length - 1] + best_on_path(gain, 1, length - 3, best, taken)
    if best_on_path(gain, 0, length - 2, best, taken) >= closed:
        taken[length - 1] = False
        return
    taken[:length] = False
    best_on_path(gain, 1, length - 3, best, taken)
    taken[length - 1] = True


@compiled
def pairs_of_cycles(start: Longs, other: Ints, weight: Longs, chosen: Ints) -> Ints:
    """By person: the partner. Everyone has chosen one other, or themselves, and is chosen once."""
    people = len(chosen)
    partner = np.full(people, NOBODY, np.int32)
    seen = np.zeros(people, np.bool_)
    cycle, gain = np.empty(people, np.int32), np.empty(people, np.int64)
    best, taken = np.empty(people + 2, np.int64), np.zeros(people, np.bool_)
    for first in range(people):
        if seen[first] or chosen[first] == first:
            continue
        length = cycle_from(chosen, first, cycle)
        for at in range(length):
            seen[cycle[at]] = True
            gain[at] = weight[entry_of(start, other, cycle[at], chosen[cycle[at]])]
        best_on_cycle(gain, length, best, taken)
        for at in range(length):
            if taken[at]:
                partner[cycle[at]], partner[chosen[cycle[at]]] = chosen[cycle[at]], cycle[at]
    return partner
