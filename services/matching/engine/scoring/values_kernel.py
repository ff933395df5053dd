"""How well each criterion is met by many others of one seeker: a loop a criterion.

Arrays that are handed to a function are counted, which costs more than a pair may: so each function takes all the
others of a seeker at once. `near` holds their positions, `found` takes their values in ten-thousandths.
"""

import numpy as np

from services.matching.engine.arrays import WHOLE, Bytes, Ints, Longs, Shorts, Whole, Words
from services.matching.engine.compiled import inlined, popcount
from services.matching.engine.scoring.packed import GOALS, OTHER_PREFERS, QUALITIES, SEEKER_PREFERS
from services.matching.engine.scoring.postings_kernel import LEVELS, PRODUCT_BITS
from services.matching.engine.scoring.scales import FARTHEST_GAP, LEAST_BAND, LEAST_GAP, MOST_GAP

HALF = WHOLE // 2
RISE, FALL = WHOLE // LEAST_GAP, WHOLE // (2 * (FARTHEST_GAP - MOST_GAP))
"""Ten-thousandths for each hundredth of a year: whole numbers, so that nothing needs to be divided."""


@inlined
def mixed(share: Whole, mine: Whole, theirs: Whole) -> Whole:
    """The seeker's view and the other's, by the seeker's share in hundredths, half up. None of them is below 0, and
    numbers without a sign are divided faster.
    """
    return np.int64(np.uint64(share * mine + (100 - share) * theirs + 50) // np.uint64(100))


@inlined
def put_goals(seeker: int, sought: Shorts, share: int, part: Longs, worth: Longs) -> None:
    """By set of goals that another offers: how well they meet those sought."""
    wanted = 0
    for some in range(1 << GOALS):
        worth[some] = 0
    for number in range(GOALS):
        dear = np.int64(sought[seeker, number])
        wanted |= int(dear > 0) << number
        for some in range(1 << GOALS):
            worth[some] += dear * ((some >> number) & 1)
    for some in range(1 << GOALS):
        theirs = part[popcount(np.uint64(some & wanted)), popcount(np.uint64(some))]
        worth[some] = mixed(share, worth[some], theirs)


@inlined
def goals(
    seeker: int, near: Ints, count: int, sought: Shorts, offered: Bytes, share: int, part: Longs, found: Longs
) -> None:
    """Goals sought that the other offers."""
    worth = np.empty(1 << GOALS, np.int64)
    put_goals(seeker, sought, share, part, worth)
    for entry in range(count):
        found[entry] = worth[offered[near[entry]]]


@inlined
def goals_of_peers(
    seeker: int,
    near: Ints,
    count: int,
    offered: Bytes,
    sought: Shorts,
    their_offered: Bytes,
    their_sought: Shorts,
    share: int,
    found: Longs,
) -> None:
    """Goals that each of two peers seeks and the other shares."""
    for entry in range(count):
        mine, theirs = np.int64(0), np.int64(0)
        for number in range(GOALS):
            mine += np.int64(sought[seeker, number]) * ((their_offered[near[entry]] >> number) & 1)
            theirs += np.int64(their_sought[near[entry], number]) * ((offered[seeker] >> number) & 1)
        found[entry] = mixed(share, mine, theirs)


@inlined
def skill_value(sums: int, strength: int, share: int) -> Whole:
    """Of what was added up of skills that the seeker wants and the other has, and the sum of the other's levels."""
    used = sums & LEVELS
    if used == 0:
        return np.int64(0)
    theirs = (WHOLE * used + strength // 2) // strength
    return mixed(share, ((sums >> PRODUCT_BITS) + HALF) // WHOLE, theirs)


@inlined
def skills(near: Ints, count: int, sums: Longs, strength: Longs, share: int, found: Longs) -> None:
    """Skills that the seeker wants and the other has."""
    for entry in range(count):
        found[entry] = skill_value(sums[near[entry]], strength[near[entry]], share)


@inlined
def skills_of_peers(near: Ints, count: int, sums: Longs, given: Longs, share: int, found: Longs) -> None:
    """Skills that each of two peers wants and the other has."""
    for entry in range(count):
        grown, grows = sums[near[entry]] >> PRODUCT_BITS, given[near[entry]] >> PRODUCT_BITS
        found[entry] = mixed(share, (grown + HALF) // WHOLE, (grows + HALF) // WHOLE)


@inlined
def in_common(
    seeker: int, near: Ints, count: int, traits: Words, their_traits: Words, first: int, last: int, found: Longs
) -> None:
    """How many members the sets in the words from `first` to before `last` share."""
    for entry in range(count):
        common = 0
        for word in range(first, last):
            common += popcount(traits[seeker, word] & their_traits[near[entry], word])
        found[entry] = common


@inlined
def parts_of(near: Ints, count: int, own: int, their: Ints, share: int, part: Longs, found: Longs) -> None:
    """From how many are in common to what share they are of the seeker's own, and of theirs."""
    for entry in range(count):
        common = found[entry]
        found[entry] = mixed(share, part[common, own], part[common, their[near[entry]]])


@inlined
def apart_value(common: Whole, own: Whole, their: Whole) -> Whole:
    """Of peers: what share of all disciplines that either has is not common."""
    together = max(own + their - common, 1)
    return (WHOLE * (together - common) + together // 2) // together


@inlined
def disciplines_apart(near: Ints, count: int, own: int, their: Ints, found: Longs) -> None:
    """From how many are in common to what share of all are not."""
    for entry in range(count):
        found[entry] = apart_value(found[entry], own, their[near[entry]])


@inlined
def years_value(ahead: Whole) -> Whole:
    """How well so many hundredths of a year ahead suit."""
    return max(0, min(WHOLE, RISE * ahead, WHOLE - FALL * (ahead - MOST_GAP)))


@inlined
def experience(ahead: Ints, count: int, found: Longs) -> None:
    """How well so many hundredths of a year ahead suit."""
    for entry in range(count):
        found[entry] = years_value(np.int64(ahead[entry]))


@inlined
def alike_value(apart: Whole, band: Whole) -> Whole:
    """How well so many hundredths of a year apart suit peers."""
    width = max(band, LEAST_BAND)
    return (WHOLE * max(width - apart, 0) + width // 2) // width


@inlined
def experience_alike(ahead: Ints, count: int, band: int, found: Longs) -> None:
    """How well so many hundredths of a year apart suit peers."""
    for entry in range(count):
        found[entry] = alike_value(abs(np.int64(ahead[entry])), band)


@inlined
def qualities(seeker: int, near: Ints, count: int, wished: Shorts, rated: Shorts, found: Longs) -> None:
    """Qualities wished for against the rated ones."""
    for entry in range(count):
        met: Whole = HALF
        for number in range(QUALITIES):
            met += np.int64(wished[seeker, number]) * np.int64(rated[near[entry], number])
        found[entry] = met // WHOLE


@inlined
def mix_in(seeker: int, near: Ints, count: int, wished: Shorts, rated: Shorts, share: int, found: Longs) -> None:
    """Among peers: the other's wishes against one's own ratings as well."""
    for entry in range(count):
        met: Whole = HALF
        for number in range(QUALITIES):
            met += np.int64(wished[near[entry], number]) * np.int64(rated[seeker, number])
        found[entry] = mixed(share, found[entry], met // WHOLE)


@inlined
def wish_value(mark: int, share: int) -> Whole:
    """Stated wishes for a particular person."""
    mine = WHOLE if mark & SEEKER_PREFERS else 0
    theirs = WHOLE if mark & OTHER_PREFERS else 0
    return mixed(share, mine, theirs)


@inlined
def preferences(near: Ints, count: int, marked: Ints, share: int, found: Longs) -> None:
    """Stated wishes for a particular person."""
    for entry in range(count):
        found[entry] = wish_value(marked[near[entry]], share)


@inlined
def put_values(
    seeker: int,
    near: Ints,
    count: int,
    ahead: Ints,
    quarters: Ints,
    marked: Ints,
    sums: Longs,
    given: Longs,
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
    their_strength: Longs,
    their_rated: Shorts,
    their_sought: Shorts,
    their_wished: Shorts,
    their_traits: Words,
    share: int,
    band: int,
    words: int,
    are_peers: bool,
    part: Longs,
    time: Longs,
    values: Longs,
) -> None:
    """The values of so many others, (8, others), in the order of `Value`.

    `near` are positions in their columns. `ahead` is in hundredths of a year, `quarters` in common, by entry; `marked`,
    and `sums` and `given`, what was added up of skills, are by position; `words` is how many words languages take.
    """
    in_common(seeker, near, count, traits, their_traits, words, traits.shape[1], values[2])
    if are_peers:
        goals_of_peers(seeker, near, count, offered, sought, their_offered, their_sought, share, values[0])
        skills_of_peers(near, count, sums, given, share, values[1])
        disciplines_apart(near, count, practised[seeker], their_practised, values[2])
        experience_alike(ahead, count, band, values[3])
    else:
        goals(seeker, near, count, sought, their_offered, share, part, values[0])
        skills(near, count, sums, their_strength, share, values[1])
        parts_of(near, count, practised[seeker], their_practised, share, part, values[2])
        experience(ahead, count, values[3])
    in_common(seeker, near, count, traits, their_traits, 0, words, values[4])
    parts_of(near, count, spoken[seeker], their_spoken, share, part, values[4])
    for entry in range(count):
        values[5, entry] = time[quarters[entry]]
    qualities(seeker, near, count, wished, their_rated, values[6])
    if are_peers:
        mix_in(seeker, near, count, their_wished, rated, share, values[6])
    preferences(near, count, marked, share, values[7])
