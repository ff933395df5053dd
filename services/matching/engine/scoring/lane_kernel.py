"""A lane, one seeker after another: the best k of each, or all who are eligible."""

import numpy as np

from services.matching.engine.arrays import Bytes, Ints, Longs, Shorts, Words
from services.matching.engine.compiled import compiled
from services.matching.engine.scoring.keeping_kernel import in_order, keep_best
from services.matching.engine.scoring.narrowing_kernel import least_of, mark, narrow, unmark
from services.matching.engine.scoring.packed import BAND, GOALS, LEAST, MOST, PEERS, SHARE, SPEAKING
from services.matching.engine.scoring.peer_worth_kernel import keep_worthy_peers, put_alike
from services.matching.engine.scoring.postings_kernel import add_up
from services.matching.engine.scoring.scan_kernel import scan
from services.matching.engine.scoring.worth_kernel import keep_worthy


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
    place: Ints,
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
    floor: Longs,
    first: Longs,
    other: Ints,
    score: Longs,
    kept: Ints,
    eligible: Longs,
    top: Longs,
) -> None:
    """Write each seeker's best `most` of the lane from `first[seeker]` on into `other` and `score`, by position.

    `own_years` is by seeker, `had_…` and `wanted_…` are the lane's postings of skills, `place` is by other where in
    the lane they are (-1: not in it). Others are of interest who are worth more than `floor`, by seeker. `kept` says
    how many, `eligible` how many there were, `top` the greatest score minus price, or the floor.
    """
    size, are_peers, share, words = len(who), rule[PEERS] != 0, rule[SHARE], rule[SPEAKING]
    near, quarters = np.empty(size + 1, np.int32), np.empty(size + 1, np.int32)
    alike = np.empty(rule[BAND] + 1 if are_peers else 0, np.int64)
    put_alike(rule[BAND], alike)
    value, worth = np.empty(size + 1, np.int64), np.empty(1 << GOALS, np.int64)
    marked, sums, given = np.zeros(size, np.int32), np.zeros(size, np.int64), np.zeros(size, np.int64)
    able, spans = np.empty(size, np.int32), np.empty(size, np.int32)
    fits, stated = np.empty(size, np.bool_), np.empty(size, np.uint8)
    speaks, early = np.empty(size, np.uint64), np.empty(size, np.uint64)
    middle, late = np.empty(size, np.uint64), np.empty(size, np.uint64)
    earliest = least_of(seekers, own_years) + (-rule[BAND] if are_peers else rule[LEAST])
    within = narrow(
        earliest,
        years,
        language,
        lane_hours,
        their_said,
        able,
        spans,
        speaks,
        early,
        middle,
        late,
        stated,
    )
    for number in range(len(seekers)):
        seeker = seekers[number]
        mark(mark_start[seeker], mark_start[seeker + 1], mark_other, mark_bits, place, marked)
        for at in range(size):
            sums[at] = 0
        add_up(want, seeker, want_start, want_count, had_first, had_at, had_level, sums)
        own = own_years[seeker]
        least, greatest = own + rule[LEAST], own + rule[MOST]
        if are_peers:
            for at in range(size):
                given[at] = 0
            add_up(skill, seeker, skill_start, skill_count, wanted_first, wanted_at, wanted_level, given)
            least, greatest = own - rule[BAND], own + rule[BAND]
        count = scan(
            seeker,
            least,
            greatest,
            within,
            able,
            speaks,
            early,
            middle,
            late,
            stated,
            spans,
            fits,
            looks,
            marked,
            organisation,
            main,
            said,
            whole,
            hours,
            traits,
            their_organisation,
            their_main,
            their_said,
            their_whole,
            their_hours,
            their_traits,
            rule,
            near,
            quarters,
        )
        if are_peers:
            found, best = keep_worthy_peers(
                seeker,
                near,
                count,
                most,
                floor[seeker],
                own,
                years,
                quarters,
                marked,
                sums,
                given,
                price,
                worth,
                alike,
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
                their_rated,
                their_sought,
                their_wished,
                their_traits,
                share,
                words,
                weight,
                part,
                time,
                value,
            )
        else:
            found, best = keep_worthy(
                seeker,
                near,
                count,
                most,
                floor[seeker],
                own,
                years,
                quarters,
                marked,
                sums,
                price,
                worth,
                spoken,
                practised,
                sought,
                wished,
                traits,
                their_offered,
                their_spoken,
                their_practised,
                their_strength,
                their_rated,
                their_traits,
                share,
                words,
                weight,
                part,
                time,
                value,
            )
        keeps = keep_best(near, value, found, most) if most > 0 else 0
        if keeps < count:
            in_order(near, value, keeps)
        for entry in range(keeps):
            other[first[seeker] + entry] = who[near[entry]]
            score[first[seeker] + entry] = value[entry] + price[near[entry]]
        kept[seeker], eligible[seeker], top[seeker] = keeps, count, max(best, floor[seeker])
        unmark(mark_start[seeker], mark_start[seeker + 1], mark_other, place, marked)
