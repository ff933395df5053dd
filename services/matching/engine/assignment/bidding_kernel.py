"""The forward auction: seekers bid for the cheapest place of the other that they gain most from.

Bertsekas and Castañón, "The auction algorithm for the transportation problem", Annals of Operations Research 20
(1989): places of one other are similar objects, each with a price of its own, and the second best value is looked for
among the others only. A seeker's outside option is worth 0, so that no bid passes what the pair is worth.
"""

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.assignment.places_kernel import take_cheapest
from services.matching.engine.compiled import compiled, inlined

NEAR = 8
"""So many candidates a seeker looks at for a bid; the rest only once these have become too dear."""
NOTHING = -(1 << 62)
"""Below every value of a pair."""


@inlined
def best_two(near: Ints, worth: Longs, listed: int, price: Longs) -> tuple[int, int, int]:
    """Which of those listed gains most at these prices, how much, and how much the next best, or staying out."""
    best, most, second = NOBODY, 0, 0
    for at in range(listed):
        gain = worth[at] - price[near[at]]
        if gain > most:
            best, most, second = at, gain, most
        elif gain > second:
            second = gain
    return best, most, second


@inlined
def shortlist(other: Ints, value: Longs, price: Longs, near: Ints, worth: Longs, gain: Longs) -> tuple[int, int]:
    """List the candidates that gain most at these prices. How many, and what the best of the rest gains.

    Prices only rise in a forward auction: what is not listed never gains more than that.
    """
    listed, beyond = 0, NOTHING
    room = len(near)
    for pair in range(len(other)):
        now = value[pair] - price[other[pair]]
        if listed == room:
            if now <= gain[room - 1]:
                beyond = max(beyond, now)
                continue
            beyond = max(beyond, gain[room - 1])
            listed -= 1
        at = listed
        while at > 0 and gain[at - 1] < now:
            gain[at], near[at], worth[at] = gain[at - 1], near[at - 1], worth[at - 1]
            at -= 1
        gain[at], near[at], worth[at] = now, other[pair], value[pair]
        listed += 1
    return listed, beyond


@compiled
def bid(
    start: Longs,
    other: Ints,
    value: Longs,
    first: Longs,
    place_price: Longs,
    owner: Ints,
    price: Longs,
    holds: Ints,
    held: Longs,
    ring: Ints,
    step: int,
    most_bids: int,
    near: Ints,
    worth: Longs,
    listed: Longs,
    beyond: Longs,
) -> int:
    """Let all in the ring bid, first come first, until nobody waits or the bids are used up.

    Who would only take the place of somebody without raising its price is set aside. Those who wait or are set aside
    come first in the ring then; returns how many.
    """
    bids, head, count, aside = 0, 0, len(ring), 0
    gain = np.empty(near.shape[1], np.int64)
    left = np.empty(len(ring), np.int32)
    while count > 0 and bids < most_bids:
        seeker = ring[head]
        at, most, second = best_two(near[seeker], worth[seeker], listed[seeker], price)
        if second < beyond[seeker]:
            row = slice(start[seeker], start[seeker + 1])
            listed[seeker], beyond[seeker] = shortlist(other[row], value[row], price, near[seeker], worth[seeker], gain)
            at, most, second = best_two(near[seeker], worth[seeker], listed[seeker], price)
        head = head + 1 if head + 1 < len(ring) else 0
        count -= 1
        if at < 0:
            continue
        wanted = near[seeker, at]
        if most - second + step == 0 and owner[first[wanted]] >= 0:
            left[aside] = seeker
            aside += 1
            continue
        bids += 1
        places = slice(first[wanted], first[wanted + 1])
        had = take_cheapest(place_price[places], owner[places], seeker, price[wanted] + most - second + step)
        price[wanted] = place_price[first[wanted]]
        holds[seeker] = wanted
        held[seeker] = worth[seeker, at]
        if had >= 0:
            holds[had] = NOBODY
            last = head + count
            ring[last if last < len(ring) else last - len(ring)] = had
            count += 1
    for at in range(count):
        left[aside + at] = ring[(head + at) % len(ring)]
    ring[: aside + count] = left[: aside + count]
    return aside + count
