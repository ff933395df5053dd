"""Local search along chains: take a new pair, part from an old one, go on with whoever was left."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.compiled import compiled
from services.matching.engine.peers.rows_kernel import entry_of

LONGEST = 12
"""New pairs of a chain."""


class Pairs(NamedTuple):
    """A pairing that is being improved: everything after `limit` is changed in place, but for `worth`."""

    start: Longs
    other: Ints
    weight: Longs
    group: Ints
    """By entry: the number of the quota that the pair takes a place of; NOBODY (-1) for none."""
    limit: Longs
    """By quota."""
    taken: Longs
    """By quota: places taken."""
    partner: Ints
    """By person."""
    held: Longs
    """By person: the entry of the partner in the person's row. Means nothing for those who have nobody."""
    worth: Longs
    """By person: twice what it is worth to have them, at the auction's prices."""
    mark: Longs
    """By person: the last chain that they were on."""


@compiled
def has_place(pairs: Pairs, entry: int) -> bool:
    """Whether the quota of this entry, if it has one, has a place left."""
    group = pairs.group[entry]
    return bool(group == NOBODY or pairs.taken[group] < pairs.limit[group])


@compiled
def count(pairs: Pairs, entry: int, places: int) -> None:
    """Takes or frees places of the entry's quota."""
    if pairs.group[entry] != NOBODY:
        pairs.taken[pairs.group[entry]] += places


@compiled
def lack(pairs: Pairs, person: int, entry: int) -> int:
    """Twice what a pair falls short of what the two are worth."""
    return int(pairs.worth[person] + pairs.worth[pairs.other[entry]] - 2 * pairs.weight[entry])


@compiled
def next_entry(pairs: Pairs, number: int, person: int, hope: int) -> int:
    """The new pair that lacks least, and less than is hoped for, for whoever was left; NOBODY if there is none."""
    found, least = NOBODY, hope
    for entry in range(pairs.start[person], pairs.start[person + 1]):
        lacks = lack(pairs, person, entry)
        if lacks >= least or pairs.mark[pairs.other[entry]] == number or not has_place(pairs, entry):
            continue
        left = pairs.partner[pairs.other[entry]]
        if left != NOBODY and pairs.mark[left] != number:
            lacks -= lack(pairs, left, pairs.held[left])
        if lacks < least:
            found, least = entry, lacks
    return found


@compiled
def follow(pairs: Pairs, number: int, root: int, first: int, hope: int, chain: Longs) -> tuple[int, int]:
    """The greatest gain along the chain that begins with a new pair for the root, and after how many new pairs.

    The root's old partner may take part again at the end: then the chain is a closed one. A chain is given up when
    its new pairs lack more than its old ones did (the gain criterion of Lin and Kernighan 1973, on reduced costs).
    Nothing is changed.
    """
    gain, most, best_length, length, entry, person = 0, 0, 0, 0, first, root
    pairs.mark[root] = number
    if pairs.partner[root] != NOBODY:
        gain -= pairs.weight[pairs.held[root]]
        count(pairs, pairs.held[root], -1)
    while entry != NOBODY and has_place(pairs, entry):
        wanted = pairs.other[entry]
        left = pairs.partner[wanted]
        chain[length] = entry
        length += 1
        pairs.mark[wanted] = number
        gain += pairs.weight[entry]
        hope -= lack(pairs, person, entry)
        count(pairs, entry, 1)
        ends = left == NOBODY or pairs.mark[left] == number
        if not ends:
            pairs.mark[left] = number
            gain -= pairs.weight[pairs.held[wanted]]
            hope += lack(pairs, left, pairs.held[left])
            count(pairs, pairs.held[wanted], -1)
        if gain > most:
            most, best_length = gain, length
        if ends or length == len(chain):
            break
        entry, person = next_entry(pairs, number, left, hope), left
    uncount(pairs, root, chain, length)
    return most, best_length


@compiled
def uncount(pairs: Pairs, root: int, chain: Longs, length: int) -> None:
    """Gives the places back that were counted along a chain."""
    if pairs.partner[root] != NOBODY:
        count(pairs, pairs.held[root], 1)
    for at in range(length):
        wanted = pairs.other[chain[at]]
        count(pairs, chain[at], -1)
        if pairs.partner[wanted] != NOBODY and pairs.partner[wanted] != root:
            count(pairs, pairs.held[wanted], 1)


@compiled
def part(pairs: Pairs, person: int) -> int:
    """The person and the partner part. Returns who that was."""
    before = pairs.partner[person]
    if before != NOBODY:
        count(pairs, pairs.held[person], -1)
        pairs.partner[person], pairs.partner[before] = NOBODY, NOBODY
    return int(before)


@compiled
def join(pairs: Pairs, person: int, entry: int) -> None:
    """The two people, who have nobody, become a pair."""
    wanted = pairs.other[entry]
    pairs.partner[person], pairs.partner[wanted] = wanted, person
    pairs.held[person], pairs.held[wanted] = entry, entry_of(pairs.start, pairs.other, wanted, person)
    count(pairs, entry, 1)


@compiled
def improve_from(pairs: Pairs, number: int, root: int, chain: Longs) -> tuple[int, int]:
    """The best of the chains that begin with the root is carried out. Returns the gain and the last chain's number."""
    most, begin, hope = 0, NOBODY, shortfall(pairs, root)
    for first in range(pairs.start[root], pairs.start[root + 1]):
        if pairs.other[first] != pairs.partner[root] and lack(pairs, root, first) < hope:
            number += 1
            gain, _ = follow(pairs, number, root, first, hope, chain)
            if gain > most:
                most, begin = gain, first
    if begin == NOBODY:
        return most, number
    number += 1
    _, length = follow(pairs, number, root, begin, hope, chain)
    part(pairs, root)
    person = root
    for at in range(length):
        left = part(pairs, pairs.other[chain[at]])
        join(pairs, person, chain[at])
        person = left
    return most, number


@compiled
def shortfall(pairs: Pairs, person: int) -> int:
    """Twice what is missing where the person is: their worth if they have nobody, or what their pair lacks."""
    if pairs.partner[person] == NOBODY:
        return int(pairs.worth[person])
    return lack(pairs, person, pairs.held[person])


@compiled
def improve(pairs: Pairs, order: Ints, least: int, sweeps: int) -> int:
    """Sweeps over those with whom more than the least is missing, until nothing is gained. Returns the gain."""
    chain = np.empty(LONGEST, np.int64)
    total, number = 0, 0
    for _ in range(sweeps):
        before = total
        for root in order:
            if shortfall(pairs, root) > least:
                gain, number = improve_from(pairs, number, root, chain)
                total += gain
        if total == before:
            break
    return total


@compiled
def fill(pairs: Pairs, entries: Longs, people: Ints) -> None:
    """In the order given: whatever pair may still be added is added. `people` are those whose rows the entries are."""
    for at in range(len(entries)):
        free = pairs.partner[people[at]] == NOBODY and pairs.partner[pairs.other[entries[at]]] == NOBODY
        if free and has_place(pairs, entries[at]):
            join(pairs, people[at], entries[at])
