"""One seeker's eligible others in a lane, with their scores: a quick look at all, an exact one at those left."""

import numpy as np

from services.matching.engine.arrays import Bytes, Ints, Longs, Shorts, Words
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.compiled import compiled, inlined, popcount
from services.matching.engine.scoring.packed import (
    BAND,
    BLOCKS,
    ELSEWHERE,
    FORBIDDING,
    PEERS,
    SHARE,
    SPEAKING,
    TOGETHER,
)
from services.matching.engine.scoring.values_kernel import put_values

QUARTERS = 4
"""In an hour."""


@inlined
def look(
    looks: Words,
    language: Words,
    hours: Words,
    said: Bytes,
    years: Ints,
    least: int,
    most: int,
    needed: int,
    near: Ints,
    shared: Ints,
) -> int:
    """Write down who of a lane may be eligible, and the hours that they share; how many. No branch, 37 bytes each."""
    count = 0
    for at in range(len(years)):
        common = popcount(hours[0, at] & looks[0])
        common += popcount(hours[1, at] & looks[1])
        common += popcount(hours[2, at] & looks[2])
        near[count], shared[count] = at, common
        fits = (years[at] >= least) & (years[at] <= most) & (language[at] & looks[3] != 0)
        count += int(fits & ((common >= needed) | (said[at] == 0)))
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
def keep_free(near: Ints, count: int, who: Ints, marked: Ints, needs: int, their_said: Bytes, quarters: Ints) -> int:
    """Keep those with time in common, or who did not say, and with whom there is nothing between; how many."""
    kept = 0
    for entry in range(count):
        at, common = near[entry], quarters[entry]
        allowed = (marked[who[at]] & FORBIDDING == 0) & ((common >= needs) | (their_said[at] == 0))
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
    own_years: int,
    least: int,
    most: int,
    who: Ints,
    language: Words,
    lane_hours: Words,
    years: Ints,
    looks: Words,
    marked: Ints,
    grown: Longs,
    used: Longs,
    given: Longs,
    organisation: Ints,
    main: Ints,
    offered: Bytes,
    said: Bytes,
    whole: Bytes,
    spoken: Ints,
    practised: Ints,
    strength: Longs,
    rated: Shorts,
    sought: Shorts,
    wished: Shorts,
    hours: Words,
    traits: Words,
    their_organisation: Ints,
    their_main: Ints,
    their_offered: Bytes,
    their_said: Bytes,
    their_whole: Bytes,
    their_spoken: Ints,
    their_practised: Ints,
    their_strength: Longs,
    their_rated: Shorts,
    their_sought: Shorts,
    their_wished: Shorts,
    their_hours: Words,
    their_traits: Words,
    rule: Longs,
    weight: Longs,
    part: Longs,
    time: Longs,
    near: Ints,
    ahead: Ints,
    quarters: Ints,
    values: Longs,
    score: Longs,
) -> int:
    """Write the lane's positions of those who are eligible into `near` and their scores beside; how many.

    `who` holds the others' numbers. Costs some nanoseconds for each other, and some ten for each who is eligible.
    """
    needs = rule[BLOCKS] if said[seeker] else 0
    words, are_peers = rule[SPEAKING], rule[PEERS] != 0
    needed = -(-needs // QUARTERS)
    count = look(looks[seeker], language, lane_hours, their_said, years, least, most, needed, near, quarters)
    put_quarters(seeker, near, count, whole[seeker], hours, their_whole, their_hours, quarters)
    count = keep_free(near, count, who, marked, needs, their_said, quarters)
    if words > 1:
        count = keep_sharing(seeker, near, count, traits, their_traits, 0, words, quarters)
    if rule[ELSEWHERE] != 0:
        count = keep_others(near, count, organisation[seeker], their_organisation, quarters)
    if are_peers:
        count = keep_others(near, count, main[seeker], their_main, quarters)
    elif rule[TOGETHER] != 0:
        count = keep_sharing(seeker, near, count, traits, their_traits, words, traits.shape[1], quarters)
    for entry in range(count):
        ahead[entry] = years[near[entry]] - own_years
    put_values(
        seeker,
        near,
        count,
        who,
        ahead,
        quarters,
        marked,
        grown,
        used,
        given,
        offered,
        spoken,
        practised,
        rated,
        sought,
        wished,
        traits,
        their_offered,
        their_spoken,
        their_practised,
        their_strength,
        their_rated,
        their_sought,
        their_wished,
        their_traits,
        rule[SHARE],
        rule[BAND],
        words,
        are_peers,
        part,
        time,
        values,
    )
    for entry in range(count):
        score[entry] = 0
    for criterion in range(len(weight)):
        for entry in range(count):
            score[entry] += weight[criterion] * values[criterion, entry]
    return count
