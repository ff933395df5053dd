"""How many people can have one other to themselves: twice as many pairs as there can be at most."""

import numpy as np

from services.matching.engine.arrays import NOBODY, Flags, Ints, Longs
from services.matching.engine.compiled import compiled


@compiled
def greatest_assignment(start: Longs, other: Ints, chosen: Ints) -> int:
    """The size of the greatest assignment in the double cover, begun from who has chosen whom (or themselves).

    Augmenting paths (Kuhn 1955); what was searched in vain is not searched again.
    """
    people = len(chosen)
    mine, holder = np.full(people, NOBODY, np.int32), np.full(people, NOBODY, np.int32)
    for person in range(people):
        if chosen[person] != person:
            mine[person], holder[chosen[person]] = chosen[person], person
    reached, by = np.zeros(people, np.bool_), np.empty(people, np.int32)
    queue, trail = np.empty(people, np.int32), np.empty(people, np.int32)
    for root in range(people):
        if mine[root] == NOBODY:
            found, trailed = search(start, other, holder, root, reached, by, queue, trail)
            if found != NOBODY:
                reached[trail[:trailed]] = False
            while found != NOBODY:
                person = by[found]
                holder[found] = person
                mine[person], found = found, mine[person]
    return int((mine != NOBODY).sum())


@compiled
def search(
    start: Longs, other: Ints, holder: Ints, root: int, reached: Flags, by: Ints, queue: Ints, trail: Ints
) -> tuple[int, int]:
    """Somebody whom nobody has, reached from the root by taking others' people; and how many were reached."""
    queue[0] = root
    head, tail, trailed = 0, 1, 0
    while head < tail:
        person = queue[head]
        head += 1
        for at in range(start[person], start[person + 1]):
            wanted = other[at]
            if reached[wanted]:
                continue
            reached[wanted], by[wanted], trail[trailed] = True, person, wanted
            trailed += 1
            if holder[wanted] == NOBODY:
                return int(wanted), trailed
            queue[tail] = holder[wanted]
            tail += 1
    return NOBODY, trailed
