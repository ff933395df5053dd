"""Small instances, drawn at random, and what the answer must be."""

from collections.abc import Mapping

import numpy as np
from hypothesis import strategies as st

from services.matching.engine.arrays import NOBODY, Ints
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns import Quotas

Scores = Mapping[tuple[int, int], int]
"""By pair, the lower one first."""


def candidates_of(people: int, scores: Scores, *, one_way: bool = False) -> Candidates:
    """Each pair in both directions, or by turns in one of them."""
    rows: list[dict[int, int]] = [{} for _ in range(people)]
    for number, (pair, worth) in enumerate(sorted(scores.items())):
        one, another = pair
        if not one_way or number % 2:
            rows[one][another] = worth
        if not one_way or not number % 2:
            rows[another][one] = worth
    other = [name for row in rows for name in sorted(row)]
    score = [row[name] for row in rows for name in sorted(row)]
    start = np.cumsum([0, *(len(row) for row in rows)])
    return Candidates(start.astype(np.int64), np.array(other, np.int32), np.array(score, np.int64))


def quotas_of(organisation: Ints, limits: Mapping[tuple[int, int], int]) -> Quotas:
    receiver, giver = (np.array([way[at] for way in limits], np.int32) for at in (0, 1))
    return Quotas(receiver, giver, np.array(list(limits.values()), np.int64), organisation, organisation)


def best(people: int, scores: Scores, bonus: int = 0, quotas: Quotas | None = None) -> tuple[int, int]:
    """By trying everything: the greatest total, and with that the most pairs."""
    limits = {} if quotas is None else dict(zip(_ways(quotas), quotas.limit.tolist(), strict=True))
    of = [0] * people if quotas is None else quotas.seekers.tolist()

    def least_left(left: dict[tuple[int, int], int]) -> bool:
        return min(left.values(), default=0) >= 0

    def from_here(person: int, taken: frozenset[int], left: dict[tuple[int, int], int]) -> tuple[int, int]:
        if person == people:
            return 0, 0
        found = from_here(person + 1, taken, left)
        if person in taken:
            return found
        for another in range(person + 1, people):
            if another in taken or (person, another) not in scores:
                continue
            fewer = dict(left)
            for way in ((of[person], of[another]), (of[another], of[person])):
                if way in fewer:
                    fewer[way] -= 1
            if least_left(fewer):
                total, pairs = from_here(person + 1, taken | {another}, fewer)
                found = max(found, (total + scores[person, another] + bonus, pairs + 1))
        return found

    return from_here(0, frozenset(), limits)


def _ways(quotas: Quotas) -> list[tuple[int, int]]:
    return list(zip(quotas.receiver.tolist(), quotas.giver.tolist(), strict=True))


SCORES: tuple[st.SearchStrategy[int], ...] = (
    st.integers(0, 10**8),
    st.integers(0, 3),
    st.just(0),
    st.sampled_from([0, 1, 10**8]),
)
"""All different, many alike, all nothing, the widest range."""


@st.composite
def scores_of(draw: st.DrawFn, people: int) -> Scores:
    """From no pair at all to every pair."""
    every = [(one, another) for one in range(people) for another in range(one + 1, people)]
    thinned = bool(every) and draw(st.booleans())
    some = draw(st.lists(st.sampled_from(every), unique=True)) if thinned else every
    kind = draw(st.sampled_from(SCORES))
    return {pair: draw(kind) for pair in some}


@st.composite
def instances(draw: st.DrawFn, most: int = 8) -> tuple[int, Scores]:
    people = draw(st.integers(0, most))
    return people, draw(scores_of(people))


def is_pairing(partner: Ints, scores: Scores) -> bool:
    """Everyone's partner has them as a partner, and is one whom they may have."""
    paired = [person for person in range(len(partner)) if partner[person] != NOBODY]
    return all(
        partner[partner[each]] == each and (min(each, partner[each]), max(each, partner[each])) in scores
        for each in paired
    )


def is_maximal(partner: Ints, scores: Scores, quotas: Quotas | None = None) -> bool:
    """No pair of two who have nobody could be added."""
    return not any(
        partner[one] == NOBODY and partner[another] == NOBODY and _fits(partner, one, another, quotas)
        for one, another in scores
    )


def _fits(partner: Ints, one: int, another: int, quotas: Quotas | None) -> bool:
    added = partner.copy()
    added[one], added[another] = another, one
    return keeps_to(added, quotas)


def keeps_to(partner: Ints, quotas: Quotas | None) -> bool:
    """A pair takes a place each way."""
    paired = np.flatnonzero(partner != NOBODY)
    return quotas is None or not len(quotas.exceeded(paired, partner[paired]))
