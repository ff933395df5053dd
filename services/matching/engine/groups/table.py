"""The problem as the kernels see it: everything by mentor, in few arrays, since each costs time to compile."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import Flags, Ints, Longs, Words
from services.matching.engine.columns import Lists, People
from services.matching.engine.groups.circles import circles_by_mentor
from services.matching.engine.groups.problem import GroupProblem
from services.matching.engine.groups.settings_kernel import settings_of, usable_pairs

MENTEE, SCORE, QUOTA, SETTINGS = range(4)
"""Of a pair: the quota is -1 for none; the settings are bits, see `settings_kernel`."""
FIRST, LANES, OFFERED, SETTING_COUNT = range(4)
"""Of a mentor: the first pair and the first lane (one mentor more closes them), the set of topics, the settings."""
ORGANISATION, APART = range(2)
"""Of a mentee: the first of those who are apart from them."""
MINIMUM, MAXIMUM, BLOCKS, BONUS = range(4)
EVER = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


class Table(NamedTuple):
    """Only pairs that could be in a group. A lane is room for one group; a mentor has as many as they may lead."""

    pair: Longs
    """Mentees ascending, by mentor."""
    mentor: Longs
    person: Longs
    """By mentee."""
    dear: Longs
    """By mentee and topic, in ten-thousandths."""
    sets: Words
    """By mentee: hours (everything for those who said none), then languages."""
    mentor_sets: Words
    acquainted: Flags
    apart: Ints
    leader: Longs
    """By lane: the mentor."""
    limit: Longs
    """By quota."""
    size: Longs
    """Minimum, maximum and blocks of a group, and the bonus of a mentee in one."""

    @property
    def mentees(self) -> int:
        """How many."""
        return len(self.dear)

    @property
    def lanes(self) -> int:
        """How many groups there could be."""
        return len(self.leader)

    def leads(self) -> Longs:
        """By pair: the mentor."""
        return np.repeat(np.arange(len(self.mentor) - 1), np.diff(self.mentor[:, FIRST]))

    def offers(self, mentor: int, topic: int) -> bool:
        """Whether the mentor's group could be on the topic."""
        return bool(self.mentor[mentor, OFFERED] >> topic & 1)


def table_of(problem: GroupProblem) -> Table:
    """The pairs that could be in a group, and where and when."""
    dear = np.ascontiguousarray(problem.mentees.goals_sought, np.int64)
    offered = problem.mentors.goals_offered.astype(np.int64)
    sets, mentor_sets = _sets(problem.mentees), _sets(problem.mentors)
    mentee, mentor, score, quota = _open_pairs(problem)
    kept = usable_pairs(mentee, mentor, dear, offered, sets, mentor_sets, problem.sizes.blocks)
    mentee, mentor, score, quota = mentee[kept], mentor[kept], score[kept], quota[kept]
    first = _first_of_each(mentor, problem)
    acquainted = np.ascontiguousarray(problem.acquainted & problem.acquainted.T)
    organisation = problem.mentees.organisation.astype(np.int64)
    circles = circles_by_mentor(first, organisation[mentee], problem.mentors.organisation, acquainted)
    settings, count = settings_of(
        first, mentee, organisation, sets, mentor_sets, *circles, problem.sizes.minimum, problem.sizes.blocks
    )
    somewhere = settings != 0
    mentee, mentor, score, quota = mentee[somewhere], mentor[somewhere], score[somewhere], quota[somewhere]
    settings, first = settings[somewhere], _first_of_each(mentor, problem)
    lanes = np.minimum(problem.capacity, np.diff(first) // problem.sizes.minimum).astype(np.int64)
    apart_first, apart = _both_ways(problem.apart)
    return Table(
        np.column_stack([mentee, score, quota, settings.view(np.int64)]),
        np.column_stack([first, _firsts(lanes), np.append(offered, 0), np.append(count, 0)]),
        np.column_stack([np.append(organisation, 0), apart_first]),
        dear,
        sets,
        mentor_sets,
        acquainted,
        apart,
        np.repeat(np.arange(len(lanes), dtype=np.int64), lanes),
        problem.quotas.limit.astype(np.int64),
        np.array([problem.sizes.minimum, _maximum(problem), problem.sizes.blocks, problem.bonus()], np.int64),
    )


def _open_pairs(problem: GroupProblem) -> tuple[Longs, Longs, Longs, Longs]:
    """By mentor: pairs of mentors with capacity whose quota is not used up."""
    by_mentor = np.argsort(problem.candidates.other, kind="stable")
    mentee = problem.candidates.seeker()[by_mentor].astype(np.int64)
    mentor = problem.candidates.other[by_mentor].astype(np.int64)
    quota = problem.quotas.of_pairs(mentee, mentor).astype(np.int64)
    kept = np.append(problem.quotas.limit > 0, [True])[quota] & (problem.capacity[mentor] > 0)
    return mentee[kept], mentor[kept], problem.candidates.score[by_mentor][kept].astype(np.int64), quota[kept]


def _first_of_each(mentor: Longs, problem: GroupProblem) -> Longs:
    return np.searchsorted(mentor, np.arange(len(problem.mentors) + 1)).astype(np.int64)


def _sets(people: People) -> Words:
    hours = np.where(people.said_hours[:, None], people.hours, EVER)
    return np.ascontiguousarray(np.concatenate([hours, people.languages], axis=1), np.uint64)


def _maximum(problem: GroupProblem) -> int:
    """No more than there are mentees, so that no room is taken for nobody."""
    return max(problem.sizes.minimum, min(problem.sizes.maximum, len(problem.mentees)))


def _firsts(counts: Longs) -> Longs:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _both_ways(lists: Lists) -> tuple[Longs, Ints]:
    row = np.repeat(np.arange(len(lists), dtype=np.int64), lists.count)
    within = np.arange(len(row)) - np.repeat(_firsts(lists.count.astype(np.int64))[:-1], lists.count)
    column = lists.column[np.repeat(lists.start, lists.count) + within].astype(np.int64)
    where = np.concatenate([row, column]), np.concatenate([column, row])
    here, there = np.unique(np.stack(where), axis=1)
    return np.searchsorted(here, np.arange(len(lists) + 1)).astype(np.int64), there.astype(np.int32)
