"""What peers are worth to each other, reckoned in full only for those who may still be among the best."""

import numpy as np

from services.matching.engine.arrays import WHOLE, Bytes, Ints, Longs, Shorts, Whole, Words
from services.matching.engine.compiled import inlined, popcount
from services.matching.engine.scoring.keeping_kernel import keep_best, room_for
from services.matching.engine.scoring.packed import GOALS, QUALITIES
from services.matching.engine.scoring.postings_kernel import PRODUCT_BITS
from services.matching.engine.scoring.values_kernel import HALF, alike_value, apart_value, mixed, wish_value


@inlined
def put_alike(band: int, alike: Longs) -> None:
    """By hundredths of a year apart, up to the band: how well that suits peers."""
    for apart in range(len(alike)):
        alike[apart] = alike_value(apart, band)


@inlined
def put_shared_goals(seeker: int, sought: Shorts, worth: Longs) -> None:
    """By set of goals that another shares: how much of what the seeker seeks it is."""
    for some in range(1 << GOALS):
        worth[some] = 0
        for number in range(GOALS):
            worth[some] += np.int64(sought[seeker, number]) * ((some >> number) & 1)


@inlined
def keep_worthy_peers(
    seeker: int,
    near: Ints,
    count: int,
    most: int,
    floor: int,
    own_years: int,
    years: Ints,
    quarters: Ints,
    marked: Ints,
    sums: Longs,
    given: Longs,
    price: Longs,
    worth: Longs,
    alike: Longs,
    offered: Bytes,
    spoken: Ints,
    practised: Ints,
    rated: Shorts,
    sought: Shorts,
    wished: Shorts,
    traits: Words,
    their_offered: Bytes,
    their_spoken: Ints,
    their_practised: Ints,
    their_rated: Shorts,
    their_sought: Shorts,
    their_wished: Shorts,
    their_traits: Words,
    share: int,
    words: int,
    weight: Longs,
    part: Longs,
    time: Longs,
    value: Longs,
) -> tuple[int, Whole]:
    """Move the peers who are worth most to the front of `near`, as `keep_worthy` does with mentors."""
    put_shared_goals(seeker, sought, worth)
    room, kept, threshold, best = room_for(most), 0, floor, floor
    spoken_own, practised_own, all_words = spoken[seeker], practised[seeker], traits.shape[1]
    rest = WHOLE * (weight[2] + weight[4] + weight[6])
    for entry in range(count):
        at = np.uint64(near[entry])  # Not below 0, so that nothing is looked up from the end.
        total = weight[3] * alike[abs(np.int64(years[at]) - own_years)] + weight[5] * time[quarters[entry]] - price[at]
        total += weight[7] * wish_value(marked[at], share)
        grown, grows = (sums[at] >> PRODUCT_BITS) + HALF, (given[at] >> PRODUCT_BITS) + HALF
        total += weight[1] * mixed(share, grown // WHOLE, grows // WHOLE)
        theirs = np.int64(0)
        for number in range(GOALS):
            theirs += np.int64(their_sought[at, number]) * ((offered[seeker] >> number) & 1)
        total += weight[0] * mixed(share, worth[their_offered[at]], theirs)
        if total + rest <= threshold:
            continue
        common = 0
        for word in range(words):
            common += popcount(traits[seeker, word] & their_traits[at, word])
        total += weight[4] * mixed(share, part[common, spoken_own], part[common, their_spoken[at]])
        common = 0
        for word in range(words, all_words):
            common += popcount(traits[seeker, word] & their_traits[at, word])
        total += weight[2] * apart_value(common, practised_own, their_practised[at])
        met, meets = np.int64(HALF), np.int64(HALF)
        for number in range(QUALITIES):
            met += np.int64(wished[seeker, number]) * np.int64(their_rated[at, number])
            meets += np.int64(their_wished[at, number]) * np.int64(rated[seeker, number])
        total += weight[6] * mixed(share, met // WHOLE, meets // WHOLE)
        if total <= threshold:
            continue
        best = max(best, total)
        if most == 0:
            threshold = total
            continue
        near[kept], value[kept] = at, total
        kept += 1
        if kept == room:
            kept = keep_best(near, value, kept, most)
            threshold = value[0]
    return kept, best
