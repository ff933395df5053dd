"""What forbids each pair of the seekers who were left out: counted."""

import numpy as np

from services.matching.engine.arrays import Bytes, Flags, Ints, Longs, Words
from services.matching.engine.columns import Forbidden
from services.matching.engine.compiled import compiled, inlined, popcount
from services.matching.engine.scoring.packed import (
    BAND,
    BLOCKS,
    ELSEWHERE,
    LEAST,
    MET,
    MOST,
    NEVER,
    PEERS,
    REPORTS,
    SAME,
    SPEAKING,
    TOGETHER,
    VETOED,
)

AGREEMENT, SCREENING, PROGRAMME = int(Forbidden.AGREEMENT), int(Forbidden.SCREENING), int(Forbidden.PROGRAMME_RULE)
EXPERIENCE, DISCIPLINE = int(Forbidden.EXPERIENCE), int(Forbidden.DISCIPLINE)
LANGUAGE, TIME = int(Forbidden.LANGUAGE), int(Forbidden.TIME)
IS_SAME, HAVE_MET, NAMED = int(Forbidden.SAME_PERSON), int(Forbidden.ALREADY_MATCHED), int(Forbidden.NEVER_WITH)
REPORTING, VETO = int(Forbidden.REPORTING_LINE), int(Forbidden.VETO)


@inlined
def marked_bits(mark: int) -> int:
    """What is known between the two, as bits of constraints."""
    known = int(mark & SAME > 0) << IS_SAME | int(mark & MET > 0) << HAVE_MET | int(mark & NEVER > 0) << NAMED
    return known | int(mark & REPORTS > 0) << REPORTING | int(mark & VETOED > 0) << VETO


@inlined
def put_known(
    seeker: int,
    marked: Ints,
    organisation: Ints,
    their_organisation: Ints,
    shared: Flags,
    passes: Flags,
    their_passes: Flags,
    no: Ints,
) -> None:
    """What is known of the two, of their organisations, and of their screening."""
    for other in range(len(no)):
        bits = marked_bits(marked[other])
        bits |= int(not shared[organisation[seeker], their_organisation[other]]) << AGREEMENT
        no[other] = bits | int(not (passes[seeker] and their_passes[other])) << SCREENING


@inlined
def put_rule(
    seeker: int,
    organisation: Ints,
    their_organisation: Ints,
    traits: Words,
    their_traits: Words,
    ahead: Ints,
    rule: Longs,
    no: Ints,
) -> None:
    """The programme's own rules."""
    for other in range(len(no)):
        at_home = organisation[seeker] == their_organisation[other]
        against = (rule[ELSEWHERE] > 0 and at_home) or (rule[PEERS] == 0 and ahead[other] > rule[MOST])
        if rule[TOGETHER] > 0 and rule[PEERS] == 0:
            common = np.uint64(0)
            for word in range(rule[SPEAKING], traits.shape[1]):
                common |= traits[seeker, word] & their_traits[other, word]
            against = against or common == 0
        no[other] |= int(against) << PROGRAMME


@inlined
def put_experience(seeker: int, main: Ints, their_main: Ints, ahead: Ints, rule: Longs, no: Ints) -> None:
    """The kind's own rule. From years ahead to hundredths of a year by which it is missed."""
    for other in range(len(no)):
        lacks = abs(ahead[other]) - rule[BAND] if rule[PEERS] else rule[LEAST] - ahead[other]
        alike = rule[PEERS] > 0 and main[seeker] == their_main[other]
        ahead[other] = lacks
        no[other] |= int(lacks > 0) << EXPERIENCE | int(alike) << DISCIPLINE


@inlined
def put_words(
    seeker: int,
    traits: Words,
    their_traits: Words,
    hours: Words,
    their_hours: Words,
    said: Bytes,
    their_said: Bytes,
    rule: Longs,
    lacks: Ints,
    no: Ints,
) -> None:
    """Languages and time, which cost most: only where one objection at most was found. `lacks` is of time where time is
    the only one.
    """
    for other in range(len(no)):
        if no[other] & (no[other] - 1):
            continue
        common = np.uint64(0)
        for word in range(rule[SPEAKING]):
            common |= traits[seeker, word] & their_traits[other, word]
        no[other] |= int(common == 0) << LANGUAGE
        quarters = 0
        for word in range(hours.shape[1]):
            quarters += popcount(hours[seeker, word] & their_hours[other, word])
        short = int(said[seeker] & their_said[other]) * (rule[BLOCKS] - quarters)
        lacks[other] = short if no[other] == 0 else lacks[other]
        no[other] |= int(short > 0) << TIME


@inlined
def count_bits(
    no: Ints, lacks: Ints, free: Flags, into: int, ruled_out: Longs, alone: Longs, open_to: Longs, shortfall: Longs
) -> None:
    """First objections, single ones, and what those lack."""
    for other in range(len(no)):
        if no[other] == 0:
            continue
        first = 0
        while not no[other] >> first & 1:
            first += 1
        ruled_out[into, first] += 1
        if no[other] & (no[other] - 1):
            continue
        alone[into, first] += 1
        if not free[other]:
            continue
        open_to[into, first] += 1
        counted = first in (EXPERIENCE, TIME)
        if counted and (open_to[into, first] == 1 or lacks[other] < shortfall[into, first]):
            shortfall[into, first] = lacks[other]


@compiled
def count_objections(
    seekers: Longs,
    own_years: Ints,
    years: Ints,
    free: Flags,
    shared: Flags,
    passes: Flags,
    their_passes: Flags,
    marked: Ints,
    mark_start: Longs,
    mark_other: Ints,
    mark: Ints,
    organisation: Ints,
    main: Ints,
    said: Bytes,
    hours: Words,
    traits: Words,
    their_organisation: Ints,
    their_main: Ints,
    their_said: Bytes,
    their_hours: Words,
    their_traits: Words,
    rule: Longs,
    ruled_out: Longs,
    alone: Longs,
    open_to: Longs,
    shortfall: Longs,
) -> None:
    """For seekers who seek the same area, by their rows."""
    no, ahead = np.empty(len(years), np.int32), np.empty(len(years), np.int32)
    for number in range(len(seekers)):
        seeker = seekers[number]
        for entry in range(mark_start[seeker], mark_start[seeker + 1]):
            marked[mark_other[entry]] |= mark[entry]
        for other in range(len(years)):
            ahead[other] = years[other] - own_years[seeker]
        put_known(seeker, marked, organisation, their_organisation, shared, passes, their_passes, no)
        put_rule(seeker, organisation, their_organisation, traits, their_traits, ahead, rule, no)
        put_experience(seeker, main, their_main, ahead, rule, no)
        put_words(seeker, traits, their_traits, hours, their_hours, said, their_said, rule, ahead, no)
        count_bits(no, ahead, free, seeker, ruled_out, alone, open_to, shortfall)
        for entry in range(mark_start[seeker], mark_start[seeker + 1]):
            marked[mark_other[entry]] = 0
