"""What others are worth to one seeker after prices, reckoned in full only for those who may still be among the best.

Branch and bound (Land and Doig 1960) within a loop: what is cheap is added up first; whoever could not come up to the
worst that is kept, even if all else were met in full, is left.
"""

import numpy as np

from services.matching.engine.arrays import WHOLE, Bytes, Ints, Longs, Shorts, Whole, Words
from services.matching.engine.compiled import inlined, popcount
from services.matching.engine.scoring.keeping_kernel import keep_best, room_for
from services.matching.engine.scoring.packed import OTHER_PREFERS, QUALITIES, SEEKER_PREFERS
from services.matching.engine.scoring.postings_kernel import PRODUCT_BITS
from services.matching.engine.scoring.values_kernel import (
    HALF,
    mixed,
    put_goals,
    skill_value,
    wish_value,
    years_value,
)


@inlined
def keep_worthy(
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
    price: Longs,
    worth: Longs,
    spoken: Ints,
    practised: Ints,
    sought: Shorts,
    wished: Shorts,
    traits: Words,
    their_offered: Bytes,
    their_spoken: Ints,
    their_practised: Ints,
    their_strength: Longs,
    their_rated: Shorts,
    their_traits: Words,
    share: int,
    words: int,
    weight: Longs,
    part: Longs,
    time: Longs,
    value: Longs,
) -> tuple[int, Whole]:
    """Of mentors: move those who are worth most to the front of `near`, scores minus prices beside; how many, and the
    most that any is worth.

    At least the best `most` of those worth more than `floor` are kept, in any order, and fewer than twice as many.
    `worth` is room for a value by set of goals.
    """
    put_goals(seeker, sought, share, part, worth)
    room, kept, threshold, best = room_for(most), 0, floor, floor
    spoken_own, practised_own, all_words = spoken[seeker], practised[seeker], traits.shape[1]
    mine, theirs = weight[7] * wish_value(SEEKER_PREFERS, share), weight[7] * wish_value(OTHER_PREFERS, share)
    rest = WHOLE * (weight[2] + weight[4] + weight[6])
    for entry in range(count):
        at = np.uint64(near[entry])  # Not below 0, so that nothing is looked up from the end.
        total = weight[0] * worth[their_offered[at]] - price[at]
        total += weight[3] * years_value(np.int64(years[at] - own_years))
        total += weight[5] * time[quarters[entry]]
        total += mine * ((marked[at] & SEEKER_PREFERS) // SEEKER_PREFERS)
        total += theirs * ((marked[at] & OTHER_PREFERS) // OTHER_PREFERS)
        added = sums[at]
        taught = weight[1] * np.int64(added > 0) * mixed(share, ((added >> PRODUCT_BITS) + HALF) // WHOLE, WHOLE)
        if total + taught + rest <= threshold:
            continue
        met: Whole = HALF
        for number in range(QUALITIES):
            met += np.int64(wished[seeker, number]) * np.int64(their_rated[at, number])
        total += weight[6] * (met // WHOLE)
        common = 0
        for word in range(words):
            common += popcount(traits[seeker, word] & their_traits[at, word])
        total += weight[4] * mixed(share, part[common, spoken_own], part[common, their_spoken[at]])
        common = 0
        for word in range(words, all_words):
            common += popcount(traits[seeker, word] & their_traits[at, word])
        total += weight[2] * mixed(share, part[common, practised_own], part[common, their_practised[at]])
        if total + taught <= threshold:
            continue
        total += weight[1] * skill_value(added, their_strength[at], share)
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
