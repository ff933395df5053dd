"""The places of one other, as a heap: the cheapest first."""

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.compiled import compiled, inlined


@inlined
def sink(place_price: Longs, owner: Ints, at: int, seeker: int, price: int) -> None:
    """Put the seeker and the price in at this place of the heap, or below, where order wants it."""
    size = len(owner)
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and place_price[below + 1] < place_price[below]:
            below += 1
        if place_price[below] >= price:
            break
        place_price[at], owner[at] = place_price[below], owner[below]
        at = below
    place_price[at], owner[at] = price, seeker


@inlined
def take_cheapest(place_price: Longs, owner: Ints, seeker: int, price: int) -> int:
    """Give the cheapest place to the seeker, at this price from now on. Who had it."""
    had = owner[0]
    sink(place_price, owner, 0, seeker, price)
    return int(had)


@compiled
def seat(first: Longs, holds: Ints, owner: Ints, used: Longs, place: Longs) -> None:
    """Write down who sits where, the free places of each other last: owners by place, and by seeker their place."""
    used[:] = 0
    owner[:] = NOBODY
    for seeker in range(len(holds)):
        if holds[seeker] >= 0:
            place[seeker] = first[holds[seeker]] + used[holds[seeker]]
            owner[place[seeker]] = seeker
            used[holds[seeker]] += 1
