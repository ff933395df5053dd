"""The best mentors for one mentee."""

from dataclasses import dataclass

import numpy as np

from services.matching.engine.arrays import Ints, Longs
from services.matching.engine.columns import Rules, Value
from services.matching.engine.ranking.choosing_kernel import ranked
from services.matching.engine.ranking.columns import chosen
from services.matching.engine.ranking.opened import HAS_PLACES
from services.matching.engine.ranking.prepared import candidates, marked, prepared
from services.matching.engine.ranking.row import Row
from services.matching.engine.ranking.sought import Sought
from services.matching.engine.ranking.store import Mentors


@dataclass(frozen=True)
class Best:
    """Mentors with a free place, best first."""

    positions: Ints
    scores: Longs
    """In hundred-millionths."""
    values: Longs
    """(mentors, criteria): how well each is met, in ten-thousandths."""
    ranks: Longs
    """1: nobody who is eligible suits better, with or without a place."""
    eligible: int
    """How many are eligible, with or without a place."""


def best(mentors: Mentors, sought: Sought, count: int) -> Best:
    """At most so many, under every hard constraint: what comparing the mentee with every mentor would give.

    Of two with the same score the one with the lower precedence comes first.
    """
    mentors.fit(sought.mentee)
    asked, held, space = prepared(mentors, sought), mentors.held(), mentors.space()
    found, values = chosen(count), np.zeros((count, len(Value)), np.int64)
    with marked(space, sought) as marks:
        eligible, filled, others = ranked(candidates(mentors, sought), asked, held, marks, space, found, values)
    scores = found.scores[:filled]
    ranks = _ranks(scores, np.sort(space.beside[:others]))
    return Best(found.positions[:filled], scores, values[:filled], ranks, eligible)


def _ranks(scores: Longs, beside: Longs) -> Longs:
    ahead = np.searchsorted(-scores, -scores, side="left")
    return np.asarray(1 + ahead + len(beside) - np.searchsorted(beside, scores, side="right"), np.int64)


def warm() -> None:
    """Compile the kernels, or load them, before anybody waits for them."""
    mentors = Mentors()
    mentor = Row(organisation=0, skills={0: 1}, years={0: 300}, disciplines=1, languages=1, most_years=300)
    mentors.put(0, mentor, places=1, programmes=(0,))
    mentee = Row(organisation=0, skills_wanted={0: 1}, disciplines=1, languages=1)
    rules = Rules(np.full(len(Value), 1250, np.int64))
    best(mentors, Sought(mentee, rules, 0, np.full(1, HAS_PLACES, np.uint8)), 1)
