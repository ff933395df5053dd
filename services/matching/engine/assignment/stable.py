"""Stable matching: no mentee and mentor would both rather have each other than what they have."""

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.assignment.errors import ScoresNotMatching
from services.matching.engine.assignment.places import checked_capacity, usable
from services.matching.engine.assignment.stable_kernel import propose
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns.quotas import Quotas


def stable(
    mentee_score: Candidates, mentor_score: Candidates, capacity: Longs, *, quotas: Quotas | None = None
) -> Ints:
    """By mentee: the mentor, or NOBODY; among stable matchings the best for every mentee.

    Deferred acceptance, Gale and Shapley, "College admissions and the stability of marriage", American Mathematical
    Monthly 69 (1962). Both candidates hold the same pairs, each side's scores; every pair is better than none, and of
    equal scores the lower position is liked better.

    With quotas a proposal that would exceed one is refused, however much the mentor would like it. No quota is
    exceeded then, but mentees propose one after another, by position, and a quota goes to whoever comes first.

    Raises:
        ScoresNotMatching: the two do not hold the same pairs.
        CapacityNotFitting: the capacity is not one whole number of 0 or more for each mentor.
    """
    check_same_pairs(mentee_score, mentor_score)
    places = usable(mentee_score, checked_capacity(capacity))
    first = np.concatenate([[0], np.cumsum(places)]).astype(np.int64)
    seeker = mentee_score.seeker()
    ranking = np.lexsort((mentee_score.other, -mentee_score.score, seeker))
    quota, left = quota_of_pairs(mentee_score, quotas)
    return propose(mentee_score.start, mentee_score.other, mentor_score.score, ranking, first, quota, left)


def check_same_pairs(one: Candidates, two: Candidates) -> None:
    """Raises ScoresNotMatching where the two do not hold the same pairs."""
    if not (np.array_equal(one.start, two.start) and np.array_equal(one.other, two.other)):
        raise ScoresNotMatching("The scores of mentees and of mentors are not of the same pairs.")


def quota_of_pairs(candidates: Candidates, quotas: Quotas | None) -> tuple[Ints, Longs]:
    """By pair: its quota, or NOBODY; by quota: its limit, and last, for pairs that have none, all pairs."""
    pairs = len(candidates.other)
    if quotas is None:
        return np.full(pairs, NOBODY, np.int32), np.array([pairs], np.int64)
    return quotas.of_pairs(candidates.seeker(), candidates.other), np.append(quotas.limit, pairs).astype(np.int64)
