"""The best mentors for one mentee."""

from dataclasses import dataclass

import numpy as np

from services.matching.engine.arrays import Ints, Longs
from services.matching.engine.columns import Rules, Value
from services.matching.engine.ranking.kernels import choose, explain, sift
from services.matching.engine.ranking.prepared import Prepared, marks, prepared
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
    asked = prepared(mentors, sought)
    found, ahead, quarters = (np.zeros(mentors.length, np.int32) for _ in range(3))
    people = asked.people
    eligible = sift(
        asked.candidates,
        asked.seeker,
        asked.sets,
        sought.opened,
        people.organisation,
        people.languages,
        people.disciplines,
        asked.years,
        people.hours,
        people.said_hours,
        found,
        ahead,
        quarters,
    )
    return _chosen(mentors, sought, asked, (eligible, found, ahead, quarters), count)


def _chosen(
    mentors: Mentors, sought: Sought, asked: Prepared, sifted: tuple[int, Ints, Ints, Ints], count: int
) -> Best:
    eligible, found, ahead, quarters = sifted
    scores, keys, positions = np.zeros(count, np.int64), np.zeros(count, np.uint64), np.zeros(count, np.int32)
    taken, marked = np.zeros(eligible, np.int64), marks(mentors, sought)
    filled, beside = choose(
        eligible,
        found,
        ahead,
        quarters,
        mentors.free(),
        sought.opened,
        asked.people.organisation,
        mentors.precedence[: mentors.length],
        sought.rules.weights,
        asked.wanted,
        asked.asks,
        asked.own,
        marked,
        asked.offers,
        asked.skills,
        scores,
        keys,
        positions,
        taken,
    )
    values = np.zeros((filled, len(sought.rules.weights)), np.int64)
    for place, at in enumerate(np.searchsorted(found[:eligible], positions[:filled])):
        measured = (int(found[at]), int(ahead[at]), int(quarters[at]))
        explain(*measured, asked.wanted, asked.asks, asked.own, marked, asked.offers, asked.skills, values[place])
    ranks = _ranks(scores[:filled], np.sort(taken[:beside]))
    return Best(positions[:filled], scores[:filled], values, ranks, eligible)


def _ranks(scores: Longs, taken: Longs) -> Longs:
    better = np.searchsorted(-scores, -scores, side="left") + len(taken) - np.searchsorted(taken, scores, side="right")
    return np.asarray(1 + better, np.int64)


def warm() -> None:
    """Compile the kernels, or load them, before anybody waits for them."""
    mentors = Mentors()
    row = Row(organisation=0, skills={0: 1}, years={0: 300}, disciplines=1, languages=1, most_years=300)
    mentors.put(0, row, places=1, programmes=(0,))
    mentee = Row(organisation=0, skills_wanted={0: 1}, disciplines=1, languages=1)
    rules = Rules(np.full(len(Value), 1250, np.int64))
    best(mentors, Sought(mentee, rules, 0, np.full(1, 2, np.uint8)), 1)
