"""People as the kernels read them: few tables, so that what is looked at together lies together."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import WHOLE, Bytes, Flags, Ints, Longs, Shorts, Words
from services.matching.engine.columns import Lists, People, Relations, Rules
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.scoring.scales import ENOUGH_QUARTERS

GOALS, QUALITIES = 6, 5
SAME, MET, NEVER, REPORTS, VETOED, SEEKER_PREFERS, OTHER_PREFERS = (1 << bit for bit in range(7))
"""Marks of a seeker and another."""
HOUR = np.uint64(0x1111111111111111)
"""The first quarter of each hour of a word."""
LEVEL_BITS = 14
LEVEL = (1 << LEVEL_BITS) - 1
"""Of an entry of lists: ten-thousandths, and above them the number of a skill or of a discipline."""
FORBIDDING = SAME | MET | NEVER | REPORTS | VETOED
SHARE, LEAST, MOST, BAND, BLOCKS, ELSEWHERE, TOGETHER, PEERS, SPEAKING = range(9)
"""Places in `rule`: mentee's share, least and most years ahead, peers' band, quarters in common, from different
organisations, with a discipline in common, whether they are peers, and how many words languages take."""


class Columns(NamedTuple):
    """People as the kernels look at them: a column for each thing, since each loop looks at one of them."""

    organisation: Ints
    main: Ints
    """Main discipline."""
    offered: Bytes
    """Goals, as bits."""
    said: Bytes
    """1 where hours were said."""
    whole: Bytes
    """1 where hours were said, and all of them are whole hours."""
    spoken: Ints
    """How many languages."""
    practised: Ints
    """How many disciplines."""
    strength: Longs
    """Sum of the levels of all skills."""
    rated: Shorts
    """(people, 5)"""
    sought: Shorts
    """(people, 6)"""
    wished: Shorts
    """(people, 5)"""
    hours: Words
    traits: Words
    """Languages, then disciplines."""

    def rows(self, some: Ints | Longs) -> "Columns":
        """A part of them, side by side."""
        return Columns._make(column.take(some, axis=0) for column in self)


class Skills(NamedTuple):
    """A person's skills are `entry[start : start + many]`: the number above `LEVEL_BITS` bits, and the level."""

    start: Longs
    many: Ints
    entry: Ints


@dataclass(frozen=True)
class Packed:
    """People for the kernels."""

    columns: Columns
    skills: Skills
    wanted: Skills
    years: Lists
    passes: Flags
    area: Ints
    own_years: Ints
    """In the area sought."""
    most_years: Ints


def packed(people: People) -> Packed:
    """About 250 bytes a person, and four a skill."""
    columns = Columns(
        np.ascontiguousarray(people.organisation, np.int32),
        np.ascontiguousarray(people.main_discipline, np.int32),
        np.ascontiguousarray(people.goals_offered, np.uint8),
        people.said_hours.astype(np.uint8),
        (people.said_hours & _in_whole_hours(people.hours)).astype(np.uint8),
        np.bitwise_count(people.languages).sum(axis=1).astype(np.int32),
        np.bitwise_count(people.disciplines).sum(axis=1).astype(np.int32),
        _sums(people.skills),
        np.ascontiguousarray(people.qualities_rated),
        np.ascontiguousarray(people.goals_sought),
        np.ascontiguousarray(people.qualities_wished),
        np.ascontiguousarray(people.hours),
        np.ascontiguousarray(np.concatenate([people.languages, people.disciplines], axis=1)),
    )
    return Packed(
        columns,
        _skills(people.skills),
        _skills(people.skills_wanted),
        people.years,
        people.passes_screening,
        np.ascontiguousarray(people.area, np.int32),
        np.ascontiguousarray(people.years_in_area, np.int32),
        np.ascontiguousarray(people.most_years, np.int32),
    )


def _in_whole_hours(hours: Words) -> Flags:
    """Whether all four quarters of an hour are free, or none of them, everywhere."""
    return np.asarray(((hours & HOUR) * np.uint64(15) == hours).all(axis=1))


def _skills(lists: Lists) -> Skills:
    return Skills(
        np.ascontiguousarray(lists.start, np.int64),
        np.ascontiguousarray(lists.count, np.int32),
        lists.column.astype(np.int32) << LEVEL_BITS | lists.value.astype(np.int32),
    )


def _sums(lists: Lists) -> Longs:
    filled = lists.count > 0
    total = np.concatenate([[0], np.cumsum(lists.value, dtype=np.int64)])
    sums = np.zeros(len(lists), np.int64)
    sums[filled] = total[lists.start[filled] + lists.count[filled]] - total[lists.start[filled]]
    return sums


def skills(*sides: Packed) -> int:
    """One more than the greatest number of a skill."""
    pools = (listed.entry for side in sides for listed in (side.skills, side.wanted))
    return 1 + max((int(pool.max()) >> LEVEL_BITS for pool in pools if len(pool)), default=0)


class Marks(NamedTuple):
    """By seeker: the others with whom there is something, and what, as bits."""

    start: Longs
    other: Ints
    mark: Ints


def marks(relations: Relations) -> Marks:
    """All that is known between single people."""
    rows, others, bits = [], [], []
    own = np.flatnonzero(relations.same >= 0)
    rows.append(own)
    others.append(relations.same[own])
    bits.append(np.full(len(own), SAME))
    for lists, bit in (
        (relations.met, MET),
        (relations.never, NEVER),
        (relations.reports, REPORTS),
        (relations.vetoed, VETOED),
        (relations.seeker_prefers, SEEKER_PREFERS),
        (relations.other_prefers, OTHER_PREFERS),
    ):
        rows.append(np.repeat(np.arange(len(lists)), lists.count))
        others.append(lists.column[lists.entries()])
        bits.append(np.full(len(rows[-1]), bit))
    row = np.concatenate(rows)
    order = np.argsort(row, kind="stable")
    start = np.searchsorted(row[order], np.arange(len(relations.same) + 1)).astype(np.int64)
    return Marks(start, np.concatenate(others)[order].astype(np.int32), np.concatenate(bits)[order].astype(np.int32))


class Scales(NamedTuple):
    """What a policy says, and values that are looked up instead of reckoned."""

    rule: Longs
    weight: Longs
    part: Longs
    """(count, of): so many of so many, in ten-thousandths."""
    time: Longs
    """By quarters of an hour in common."""


def scales(rules: Rules, seekers: Packed, others: Packed, language_words: int) -> Scales:
    """Of a policy, for these people, whose languages take so many words."""
    counts = (count for side in (seekers, others) for count in (side.columns.spoken, side.columns.practised))
    most = max(int(count.max(initial=0)) for count in counts)
    size = max(most, 6) + 1
    count, of = np.indices((size, size))
    part = np.where(of > 0, (WHOLE * count + of // 2) // np.maximum(of, 1), 0)
    enough = max(ENOUGH_QUARTERS, rules.minimum_blocks)
    quarters = np.arange(HOUR_WORDS * 64 + 1)
    return Scales(
        _rule(rules, language_words),
        np.ascontiguousarray(rules.weights, np.int64),
        part.astype(np.int64),
        np.minimum((WHOLE * quarters + enough // 2) // enough, WHOLE).astype(np.int64),
    )


def _rule(rules: Rules, language_words: int) -> Longs:
    rule = np.zeros(9, np.int64)
    rule[SHARE] = 50 if rules.are_peers else rules.mentee_share
    rule[LEAST], rule[MOST], rule[BAND] = max(rules.minimum_gap, 1), rules.maximum_gap, rules.peer_band
    rule[BLOCKS], rule[PEERS] = rules.minimum_blocks, rules.are_peers
    rule[ELSEWHERE], rule[TOGETHER] = rules.other_organisation, rules.common_discipline
    rule[SPEAKING] = language_words
    return rule
