"""Compiles the kernels of this room ahead of time."""

import numpy as np

from services.matching.engine.arrays import WHOLE, Shorts, Words
from services.matching.engine.columns import Lists, People, Relations, Rules, Value
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.scoring.choosing import best
from services.matching.engine.scoring.telling import contributions, standing


def warm() -> None:
    """Two people are enough. Seconds, once for each machine; what was compiled is kept beside the code."""
    people = _people(2)
    nothing = Lists.of([{}, {}])
    relations = Relations(
        np.full(2, -1, np.int32), nothing, nothing, nothing, nothing, nothing, nothing, np.ones((1, 1), np.bool_)
    )
    rules = Rules(np.full(len(Value), WHOLE // len(Value), np.int64))
    best(people, people, relations, rules, 1)
    pairs = np.zeros((1, 2), np.int64)
    contributions(people, people, relations, rules, pairs)
    standing(people, people, relations, rules, pairs, np.zeros(2, np.int64))


def _people(count: int) -> People:
    none, whole = np.zeros(count, np.int32), Lists.of([{0: WHOLE}] * count)
    words: Words = np.ones((count, 1), np.uint64)
    shares: Shorts = np.zeros((count, 6), np.uint16)
    return People(
        organisation=none,
        passes_screening=np.ones(count, np.bool_),
        goals_sought=shares,
        goals_offered=np.ones(count, np.uint8),
        skills_wanted=whole,
        skills=whole,
        disciplines=words,
        years=whole,
        most_years=np.arange(count, dtype=np.int32) * WHOLE,
        main_discipline=none,
        area=none,
        years_in_area=none,
        languages=words,
        hours=np.ones((count, HOUR_WORDS), np.uint64),
        said_hours=np.ones(count, np.bool_),
        qualities_wished=shares[:, :5],
        qualities_rated=shares[:, :5],
    )
