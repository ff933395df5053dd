"""Others by their distance in a search, the nearest first, each at most once."""

from services.matching.engine.arrays import Ints, Longs
from services.matching.engine.compiled import inlined

UNSEEN, DONE = -1, -2


@inlined
def lift(heap: Ints, where: Ints, distance: Longs, size: int, item: int) -> int:
    """Put the item in, or further to the front now that it is nearer. The size then."""
    at = where[item]
    if at == UNSEEN:
        at = size
        size += 1
    while at > 0:
        above = (at - 1) >> 1
        if distance[heap[above]] <= distance[item]:
            break
        heap[at] = heap[above]
        where[heap[at]] = at
        at = above
    heap[at] = item
    where[item] = at
    return size


@inlined
def take_nearest(heap: Ints, where: Ints, distance: Longs, size: int) -> int:
    """Take the first of so many out, and mark it as done."""
    nearest = heap[0]
    where[nearest] = DONE
    item = heap[size - 1]
    size -= 1
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and distance[heap[below + 1]] < distance[heap[below]]:
            below += 1
        if distance[heap[below]] >= distance[item]:
            break
        heap[at] = heap[below]
        where[heap[at]] = at
        at = below
    if size > 0:
        heap[at] = item
        where[item] = at
    return int(nearest)
