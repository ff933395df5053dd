"""Compiling ahead of time."""

import numpy as np

from services.matching.engine.arrays import PERFECT, WHOLE
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns import Lists, People, Quotas
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.groups.forming import form_groups
from services.matching.engine.groups.problem import GroupProblem, Sizes


def warm() -> None:
    """Run every kernel once on a tiny cohort, so that it is compiled and kept on disk."""
    form_groups(_tiny(), exact_mentees=0)


def _tiny() -> GroupProblem:
    mentees, mentors = _alike(3), _alike(1)
    candidates = Candidates(np.arange(4), np.zeros(3, np.int32), np.full(3, PERFECT, np.int64))
    none = np.zeros(0, np.int32)
    quotas = Quotas(none, none, np.zeros(0, np.int64), mentees.organisation, mentors.organisation)
    apart = Lists.of([{1: 0}, {}, {}])
    return GroupProblem(
        mentees, mentors, candidates, np.ones(1, np.int64), apart, np.ones((1, 1), np.bool_), quotas, Sizes(2, 2, 1)
    )


def _alike(count: int) -> People:
    numbers, sets, nothing = np.zeros(count, np.int32), np.ones((count, 1), np.uint64), Lists.of([{}] * count)
    goals = np.zeros((count, 6), np.uint16)
    goals[:, 0] = WHOLE
    return People(
        organisation=numbers,
        passes_screening=np.ones(count, np.bool_),
        goals_sought=goals,
        goals_offered=np.ones(count, np.uint8),
        skills_wanted=nothing,
        skills=nothing,
        disciplines=sets,
        years=nothing,
        most_years=numbers,
        main_discipline=numbers,
        area=numbers,
        years_in_area=numbers,
        languages=sets,
        hours=np.ones((count, HOUR_WORDS), np.uint64),
        said_hours=np.ones(count, np.bool_),
        qualities_wished=np.zeros((count, 5), np.uint16),
        qualities_rated=np.zeros((count, 5), np.uint16),
    )
