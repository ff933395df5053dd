"""One seeker's eligible others in a lane: a quick look at all, an exact one at those left."""

import numpy as np

from services.matching.engine.arrays import Bytes, Flags, Ints, Longs, Words
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.compiled import compiled, inlined, popcount
from services.matching.engine.scoring.packed import BLOCKS, ELSEWHERE, FORBIDDING, PEERS, SPEAKING, TOGETHER

QUARTERS = 4
"""In an hour."""


@inlined
def look(
    looks: Words,
    within: int,
    able: Ints,
    language: Words,
    early: Words,
    middle: Words,
    late: Words,
    said: Bytes,
    years: Ints,
    least: int,
    most: int,
    needed: int,
    fits: Flags,
    near: Ints,
    shared: Ints,
) -> int:
    """Write down who of so many may be eligible, and the hours that they share; how many. 37 bytes each are read.

    Two loops without a branch: the processor takes several at once in the first one.
    """
    first, second, third, speaks = looks[0], looks[1], looks[2], looks[3]
    for entry in range(within):
        common = popcount(early[entry] & first) + popcount(middle[entry] & second) + popcount(late[entry] & third)
        suits = (years[entry] >= least) & (years[entry] <= most) & (language[entry] & speaks != 0)
        shared[entry] = common
        fits[entry] = suits & ((common >= needed) | (said[entry] == 0))
    count = 0
    for entry in range(within):
        near[count] = entry
        count += int(fits[entry])
    for entry in range(count):
        shared[entry] = shared[near[entry]]
        near[entry] = able[near[entry]]
    return count


@inlined
def put_quarters(
    seeker: int,
    near: Ints,
    count: int,
    whole: int,
    hours: Words,
    their_whole: Bytes,
    their_hours: Words,
    quarters: Ints,
) -> None:
    """From hours that are shared to quarters: the same for people who are free in whole hours, counted for others."""
    for entry in range(count):
        if whole & their_whole[near[entry]]:
            quarters[entry] *= QUARTERS
        else:
            common = 0
            for word in range(HOUR_WORDS):
                common += popcount(hours[seeker, word] & their_hours[near[entry], word])
            quarters[entry] = common


@inlined
def keep_free(near: Ints, count: int, marked: Ints, needs: int, their_said: Bytes, quarters: Ints) -> int:
    """Keep those with time in common, or who did not say, and with whom there is nothing between; how many."""
    kept = 0
    for entry in range(count):
        at, common = near[entry], quarters[entry]
        allowed = (marked[at] & FORBIDDING == 0) & ((common >= needs) | (their_said[at] == 0))
        near[kept], quarters[kept] = at, common
        kept += int(allowed)
    return kept


@inlined
def keep_sharing(
    seeker: int, near: Ints, count: int, traits: Words, their_traits: Words, first: int, last: int, quarters: Ints
) -> int:
    """Keep those with a member in common, in the words from `first` to before `last`; how many."""
    kept = 0
    for entry in range(count):
        at, common, shared = near[entry], quarters[entry], np.uint64(0)
        for word in range(first, last):
            shared |= traits[seeker, word] & their_traits[at, word]
        near[kept], quarters[kept] = at, common
        kept += int(shared != 0)
    return kept


@inlined
def keep_others(near: Ints, count: int, own: int, their: Ints, quarters: Ints) -> int:
    """Keep those of another number than one's own; how many."""
    kept = 0
    for entry in range(count):
        at, common = near[entry], quarters[entry]
        near[kept], quarters[kept] = at, common
        kept += int(their[at] != own)
    return kept


@compiled
def scan(
    seeker: int,
    least: int,
    most: int,
    within: int,
    able: Ints,
    language: Words,
    early: Words,
    middle: Words,
    late: Words,
    stated: Bytes,
    years: Ints,
    fits: Flags,
    looks: Words,
    marked: Ints,
    organisation: Ints,
    main: Ints,
    said: Bytes,
    whole: Bytes,
    hours: Words,
    traits: Words,
    their_organisation: Ints,
    their_main: Ints,
    their_said: Bytes,
    their_whole: Bytes,
    their_hours: Words,
    their_traits: Words,
    rule: Longs,
    near: Ints,
    quarters: Ints,
) -> int:
    """Write the lane's positions of those who are eligible into `near`, quarters in common beside; how many.

    `able` are the positions of those who are looked at, the columns up to `years` are theirs, `fits` is room for them.
    `marked` is by position. Costs about a nanosecond for each other, and a few for each who passes the first look.
    """
    needs = rule[BLOCKS] if said[seeker] else 0
    words = rule[SPEAKING]
    needed = -(-needs // QUARTERS)
    count = look(
        looks[seeker],
        within,
        able,
        language,
        early,
        middle,
        late,
        stated,
        years,
        least,
        most,
        needed,
        fits,
        near,
        quarters,
    )
    put_quarters(seeker, near, count, whole[seeker], hours, their_whole, their_hours, quarters)
    count = keep_free(near, count, marked, needs, their_said, quarters)
    if words > 1:
        count = keep_sharing(seeker, near, count, traits, their_traits, 0, words, quarters)
    if rule[ELSEWHERE] != 0:
        count = keep_others(near, count, organisation[seeker], their_organisation, quarters)
    if rule[PEERS] != 0:
        count = keep_others(near, count, main[seeker], their_main, quarters)
    elif rule[TOGETHER] != 0:
        count = keep_sharing(seeker, near, count, traits, their_traits, words, traits.shape[1], quarters)
    return count
