"""A lane, one seeker after another: the best k of each, or all who are eligible."""

import numpy as np

from services.matching.engine.arrays import Bytes, Ints, Longs, Shorts, Words
from services.matching.engine.compiled import compiled, copy, inlined
from services.matching.engine.scoring.packed import BAND, LEAST, MOST, PEERS
from services.matching.engine.scoring.postings_kernel import add_up, clean_up
from services.matching.engine.scoring.scan_kernel import scan


@inlined
def goes_before(value: int, position: int, than_value: int, than_position: int) -> bool:
    """Whether a candidate is better than another one: by value, then by position."""
    return value > than_value or (value == than_value and position < than_position)


@inlined
def keep_best(found: Ints, value: Longs, count: int, most: int) -> int:
    """Move the best `most` of so many to the front, in no order; how many they are. The front is a heap, worst first.

    Costs count + (exchanges · log most).
    """
    if count <= most:
        return count
    for start in range(most // 2 - 1, -1, -1):
        sift(found, value, start, most)
    for entry in range(most, count):
        if goes_before(value[entry], found[entry], value[0], found[0]):
            found[0], found[entry] = found[entry], found[0]
            value[0], value[entry] = value[entry], value[0]
            sift(found, value, 0, most)
    return most


@inlined
def sift(found: Ints, value: Longs, start: int, size: int) -> None:
    """Let the entry sink until both below it are better."""
    at = start
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and goes_before(value[below], found[below], value[below + 1], found[below + 1]):
            below += 1
        if goes_before(value[below], found[below], value[at], found[at]):
            break
        found[at], found[below] = found[below], found[at]
        value[at], value[below] = value[below], value[at]
        at = below


@inlined
def in_order(found: Ints, value: Longs, count: int) -> None:
    """Sort by position: few by insertion, many by numpy."""
    if count > 64:
        order = np.argsort(found[:count])
        copy(count, found[:count][order], found)
        copy(count, value[:count][order], value)
        return
    for entry in range(1, count):
        position, worth, at = found[entry], value[entry], entry
        while at > 0 and found[at - 1] > position:
            found[at], value[at] = found[at - 1], value[at - 1]
            at -= 1
        found[at], value[at] = position, worth


@compiled
def best_of_lane(
    seekers: Longs,
    most: int,
    own_years: Ints,
    who: Ints,
    language: Words,
    lane_hours: Words,
    years: Ints,
    price: Longs,
    looks: Words,
    mark_start: Longs,
    mark_other: Ints,
    mark_bits: Ints,
    marked: Ints,
    skill_start: Longs,
    skill_count: Ints,
    skill: Ints,
    want_start: Longs,
    want_count: Ints,
    want: Ints,
    had_first: Longs,
    had_at: Ints,
    had_level: Ints,
    wanted_first: Longs,
    wanted_at: Ints,
    wanted_level: Ints,
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
    first: Longs,
    other: Ints,
    score: Longs,
    kept: Ints,
    eligible: Longs,
    top: Longs,
) -> None:
    """Write each seeker's best `most` of the lane from `first[seeker]` on into `other` and `score`, by position.

    `own_years` is by seeker, `had_…` and `wanted_…` are the lane's postings of skills, `marked` is clean before and
    after. `kept` says how many, `eligible` how many there were, `top` the greatest score minus price.
    """
    size = len(who)
    near, ahead, quarters = np.empty(size + 1, np.int32), np.empty(size + 1, np.int32), np.empty(size + 1, np.int32)
    values, value = np.empty((len(weight), size + 1), np.int64), np.empty(size + 1, np.int64)
    grown, used = np.zeros(size, np.int64), np.zeros(size, np.int64)
    given, beside = np.zeros(size, np.int64), np.zeros(size, np.int64)
    for number in range(len(seekers)):
        seeker = seekers[number]
        for entry in range(mark_start[seeker], mark_start[seeker + 1]):
            marked[mark_other[entry]] |= mark_bits[entry]
        add_up(want, seeker, want_start, want_count, had_first, had_at, had_level, grown, used)
        own = own_years[seeker]
        least, greatest = own + rule[LEAST], own + rule[MOST]
        if rule[PEERS] != 0:
            add_up(skill, seeker, skill_start, skill_count, wanted_first, wanted_at, wanted_level, given, beside)
            least, greatest = own - rule[BAND], own + rule[BAND]
        count = scan(
            seeker,
            own,
            least,
            greatest,
            who,
            language,
            lane_hours,
            years,
            looks,
            marked,
            grown,
            used,
            given,
            organisation,
            main,
            offered,
            said,
            whole,
            spoken,
            practised,
            strength,
            rated,
            sought,
            wished,
            hours,
            traits,
            their_organisation,
            their_main,
            their_offered,
            their_said,
            their_whole,
            their_spoken,
            their_practised,
            their_strength,
            their_rated,
            their_sought,
            their_wished,
            their_hours,
            their_traits,
            rule,
            weight,
            part,
            time,
            near,
            ahead,
            quarters,
            values,
            value,
        )
        best = 0
        for entry in range(count):
            value[entry] -= price[near[entry]]
            best = max(best, value[entry]) if entry > 0 else value[entry]
        keeps = keep_best(near, value, count, most) if most > 0 else 0
        if keeps < count:
            in_order(near, value, keeps)
        for entry in range(keeps):
            other[first[seeker] + entry] = who[near[entry]]
            score[first[seeker] + entry] = value[entry] + price[near[entry]]
        kept[seeker], eligible[seeker], top[seeker] = keeps, count, best
        for entry in range(mark_start[seeker], mark_start[seeker + 1]):
            marked[mark_other[entry]] = 0
        clean_up(want, seeker, want_start, want_count, had_first, had_at, grown, used)
        if rule[PEERS] != 0:
            clean_up(skill, seeker, skill_start, skill_count, wanted_first, wanted_at, given, beside)
