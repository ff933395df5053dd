"""Single pairs: their values by criterion, and where a pair stands among all that its seeker could have."""

import numpy as np

from services.matching.engine.arrays import NOBODY, Bytes, Ints, Longs, Shorts, Whole, Words
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.compiled import compiled, inlined, popcount
from services.matching.engine.scoring.packed import BAND, LEVEL, LEVEL_BITS, PEERS, SHARE, SPEAKING
from services.matching.engine.scoring.postings_kernel import PRODUCT_BITS
from services.matching.engine.scoring.values_kernel import put_values


@inlined
def products(
    one: int,
    start: Longs,
    count: Ints,
    entry: Ints,
    other: int,
    other_start: Longs,
    other_count: Ints,
    other_entry: Ints,
) -> Whole:
    """Of skills that both lists have: the sum of products, and below it the sum of the second's levels."""
    sums = np.int64(0)
    for mine in range(start[one], start[one] + count[one]):
        for theirs in range(other_start[other], other_start[other] + other_count[other]):
            if entry[mine] >> LEVEL_BITS == other_entry[theirs] >> LEVEL_BITS:
                level = np.int64(other_entry[theirs] & LEVEL)
                sums += np.int64(entry[mine] & LEVEL) * level << PRODUCT_BITS
                sums += level * np.int64(entry[mine] & LEVEL > 0)
    return sums


@compiled
def values_of_pairs(
    pairs: Longs,
    ahead: Ints,
    mark_start: Longs,
    mark_other: Ints,
    mark_bits: Ints,
    skill_start: Longs,
    skill_count: Ints,
    skill: Ints,
    want_start: Longs,
    want_count: Ints,
    want: Ints,
    their_skill_start: Longs,
    their_skill_count: Ints,
    their_skill: Ints,
    their_want_start: Longs,
    their_want_count: Ints,
    their_want: Ints,
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
    found: Longs,
) -> None:
    """Into `found`, (pairs, 8). `ahead` is by pair, in hundredths of a year."""
    size = len(their_said)
    marked, sums, given = np.zeros(size, np.int32), np.zeros(size, np.int64), np.zeros(size, np.int64)
    near, quarters, values = np.zeros(1, np.int32), np.zeros(1, np.int32), np.zeros((len(weight), 1), np.int64)
    for pair in range(len(pairs)):
        seeker, other = pairs[pair, 0], pairs[pair, 1]
        for entry in range(mark_start[seeker], mark_start[seeker + 1]):
            if mark_other[entry] == other:
                marked[other] |= mark_bits[entry]
        sums[other] = products(
            seeker, want_start, want_count, want, other, their_skill_start, their_skill_count, their_skill
        )
        given[other] = products(
            seeker, skill_start, skill_count, skill, other, their_want_start, their_want_count, their_want
        )
        near[0], quarters[0] = other, 0
        for word in range(HOUR_WORDS):
            quarters[0] += popcount(hours[seeker, word] & their_hours[other, word])
        put_values(
            seeker,
            near,
            1,
            ahead[pair : pair + 1],
            quarters,
            marked,
            sums,
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
            rule[SPEAKING],
            rule[PEERS] != 0,
            part,
            time,
            values,
        )
        for criterion in range(len(values)):
            found[pair, criterion] = values[criterion, 0]
        marked[other] = sums[other] = given[other] = 0


@compiled
def stand(
    row: Longs,
    own: Longs,
    start: Longs,
    other: Ints,
    score: Longs,
    price: Longs,
    rank: Longs,
    eligible: Longs,
    alternative: Longs,
    alternative_score: Longs,
) -> None:
    """By pair (row of the candidates, own other): its rank there, how many there are, and the best one else."""
    for pair in range(len(row)):
        first, last = start[row[pair]], start[row[pair] + 1]
        mine = np.int64(-1)
        for entry in range(first, last):
            if other[entry] == own[pair]:
                mine = score[entry]
        better, best, most = 0, NOBODY, np.int64(0)
        for entry in range(first, last):
            if other[entry] == own[pair]:
                continue
            better += int(score[entry] > mine or (score[entry] == mine and other[entry] < own[pair]))
            left = score[entry] - price[other[entry]]
            if best < 0 or left > most:
                best, most = entry, left
        rank[pair], eligible[pair] = better + 1, last - first
        alternative[pair] = other[best] if best >= 0 else NOBODY
        alternative_score[pair] = score[best] if best >= 0 else 0
