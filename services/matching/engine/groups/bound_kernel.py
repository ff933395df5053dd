"""A bound on every total, by prices: what groups could gain at most if mentees cost what their places are worth.

For prices u of 0 or more no total exceeds `Σ u + Σ lanes · max over topics and settings of the best group at worth
− u` (Lagrange's relaxation of "a mentee is in one group at most"; Held and Karp 1971). A mentor's groups together gain
no more than all the mentees who could be in them, each once. Better prices are found along the subgradient, in whole
numbers, with the step of Polyak 1969.
"""

import numpy as np

from services.matching.engine.arrays import Longs
from services.matching.engine.compiled import compiled, copy, part
from services.matching.engine.groups.moving_kernel import worth_of
from services.matching.engine.groups.table import (
    FIRST,
    LANES,
    MAXIMUM,
    MENTEE,
    MINIMUM,
    OFFERED,
    SETTING_COUNT,
    SETTINGS,
    Table,
)


@compiled
def bound_at(table: Table, price: Longs, demand: Longs) -> int:
    """The bound at these prices; `demand` becomes how often each mentee would be taken."""
    demand[:] = 0
    most = 1
    for mentor in range(len(table.mentor) - 1):
        most = max(most, table.mentor[mentor + 1, FIRST] - table.mentor[mentor, FIRST])
    gain, pair, each = np.zeros(most, np.int64), np.zeros(most, np.int64), np.zeros(most, np.int64)
    best, room = np.zeros(table.size[MAXIMUM], np.int64), np.zeros(table.size[MAXIMUM], np.int64)
    total = price.sum()
    for mentor in range(len(table.mentor) - 1):
        lanes = table.mentor[mentor + 1, LANES] - table.mentor[mentor, LANES]
        if lanes > 0:
            each[:] = 0
            count, gained = _dearest(table, price, mentor, gain, pair, best, room, each)
            if each.sum() < lanes * gained:
                total += each.sum()
                for at in range(table.mentor[mentor, FIRST], table.mentor[mentor + 1, FIRST]):
                    demand[table.pair[at, MENTEE]] += each[at - table.mentor[mentor, FIRST]] > 0
                continue
            total += lanes * gained
            for at in range(count):
                demand[table.pair[best[at], MENTEE]] += lanes
    return int(total)


@compiled
def tops(table: Table) -> Longs:
    """By mentee: the worth of the best place in a group for which there are mentees enough."""
    top = np.zeros(len(table.dear), np.int64)
    for mentor in range(len(table.mentor) - 1):
        if table.mentor[mentor + 1, LANES] == table.mentor[mentor, LANES]:
            continue
        for topic in range(table.dear.shape[1]):
            if table.mentor[mentor, OFFERED] >> topic & 1:
                for setting in range(table.mentor[mentor, SETTING_COUNT]):
                    _raise(table, mentor, topic, setting, top)
    return top


@part
def _raise(table: Table, mentor: int, topic: int, setting: int, top: Longs) -> None:
    first, last = table.mentor[mentor, FIRST], table.mentor[mentor + 1, FIRST]
    count = 0
    for pair in range(first, last):
        if table.pair[pair, SETTINGS] >> setting & 1 and table.dear[table.pair[pair, MENTEE], topic] > 0:
            count += 1
    for pair in range(first, last if count >= table.size[MINIMUM] else first):
        mentee = table.pair[pair, MENTEE]
        if table.pair[pair, SETTINGS] >> setting & 1 and table.dear[mentee, topic] > 0:
            top[mentee] = max(top[mentee], worth_of(table, pair, topic))


@part
def _dearest(
    table: Table, price: Longs, mentor: int, gain: Longs, pair: Longs, best: Longs, room: Longs, each: Longs
) -> tuple[int, int]:
    best_count, best_gain = 0, 0
    for topic in range(table.dear.shape[1]):
        if not table.mentor[mentor, OFFERED] >> topic & 1:
            continue
        listed = _rank(table, price, mentor, topic, gain, pair)
        for at in range(listed):
            nth = pair[at] - table.mentor[mentor, FIRST]
            each[nth] = max(each[nth], gain[at])
        for setting in range(table.mentor[mentor, SETTING_COUNT]):
            count, gained = _take(table, gain, pair, listed, setting, room)
            if count >= table.size[MINIMUM] and gained > best_gain:
                best_count, best_gain = count, gained
                copy(count, room, best)
    return best_count, best_gain


@part
def _rank(table: Table, price: Longs, mentor: int, topic: int, gain: Longs, pairs: Longs) -> int:
    listed = 0
    for pair in range(table.mentor[mentor, FIRST], table.mentor[mentor + 1, FIRST]):
        mentee = table.pair[pair, MENTEE]
        if table.dear[mentee, topic] == 0:
            continue
        own = worth_of(table, pair, topic) - price[mentee]
        at = listed
        while at > 0 and gain[at - 1] < own:
            gain[at], pairs[at] = gain[at - 1], pairs[at - 1]
            at -= 1
        gain[at], pairs[at] = own, pair
        listed += 1
    return listed


@part
def _take(table: Table, gain: Longs, pairs: Longs, listed: int, setting: int, room: Longs) -> tuple[int, int]:
    count, gained = 0, 0
    for at in range(listed):
        if count == table.size[MAXIMUM] or (count >= table.size[MINIMUM] and gain[at] <= 0):
            break
        if table.pair[pairs[at], SETTINGS] >> setting & 1:
            room[count] = pairs[at]
            count += 1
            gained += gain[at]
    return count, gained
