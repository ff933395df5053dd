"""A handful of people who all suit each other: on them kernels are compiled ahead of time."""

import numpy as np

from services.matching.engine.arrays import WHOLE
from services.matching.engine.columns import Lists, People, Quotas, Relations, Rules, Value
from services.matching.engine.columns.people import HOUR_WORDS


def people(count: int) -> People:
    """Alike in everything; each has a hundred years more than the one before."""
    none, whole, sets = np.zeros(count, np.int32), Lists.of([{0: WHOLE}] * count), np.ones((count, 1), np.uint64)
    goals = np.zeros((count, 6), np.uint16)
    goals[:, 0] = WHOLE
    return People(
        organisation=none,
        passes_screening=np.ones(count, np.bool_),
        goals_sought=goals,
        goals_offered=np.ones(count, np.uint8),
        skills_wanted=whole,
        skills=whole,
        disciplines=sets,
        years=whole,
        most_years=np.arange(count, dtype=np.int32) * WHOLE,
        main_discipline=none,
        area=none - 1,
        years_in_area=np.arange(count, dtype=np.int32) * WHOLE,
        languages=sets,
        hours=np.ones((count, HOUR_WORDS), np.uint64),
        said_hours=np.ones(count, np.bool_),
        qualities_wished=np.zeros((count, 5), np.uint16),
        qualities_rated=np.zeros((count, 5), np.uint16),
    )


def relations(count: int) -> Relations:
    """Of so many people who know nobody."""
    nothing = Lists.of([{}] * count)
    lists = (nothing,) * 6
    return Relations(np.full(count, -1, np.int32), *lists, shared=np.ones((1, 1), np.bool_))


def rules() -> Rules:
    """Every criterion counts the same, and nearly every age suits."""
    return Rules(np.full(len(Value), WHOLE // len(Value), np.int64), maximum_gap=WHOLE * WHOLE)


def quotas(count: int, limit: int) -> Quotas:
    """One, for everybody."""
    one, of = np.zeros(1, np.int32), np.zeros(count, np.int32)
    return Quotas(one, one, np.array([limit], np.int64), of, of)
