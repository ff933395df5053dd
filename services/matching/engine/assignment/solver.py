"""Mentees to mentors' places within quotas: the greatest sum, and a bound that says how near it is."""

from dataclasses import replace

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.assignment.quotas.within import within_quotas
from services.matching.engine.assignment.solution import Solution
from services.matching.engine.assignment.solving import auctioned, proven, solve_without_quotas, taken
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns.quotas import Quotas

DEAR = 2
"""So many times the greatest score a match counts at most while prices of quotas are looked for."""


def solve(
    candidates: Candidates,
    capacity: Longs,
    *,
    bonus: int = 0,
    eps: int | None = None,
    quotas: Quotas | None = None,
    seed: int = 0,
) -> Solution:
    """The choice with the greatest Σ (score + bonus), within the capacity by other and the quotas.

    Without quotas and `eps` it is the optimum, and its prices prove it. With `eps`, in units of the scores, each bid
    is by so much higher than it need be: the sum is within (seekers · eps) of the optimum. With quotas, which are no
    flow, each has a price as well, and a gap may remain: the prices bound it. `most_matched_bonus` is the bonus that
    puts the number of matches first. `seed` decides among equals: it is the order in which seekers come to bid.

    Where quotas bind, a bonus of more than twice the greatest score puts the number of matches first in any case. The
    solution's own, smaller `bonus` and its `upper_bound` then bound what as many matches or more can reach;
    `most_matched` says whether it is proven that there are no more.

    Raises:
        CapacityNotFitting: the capacity is not one whole number of 0 or more for each other.
        StepNegative: `eps` is below 0.
    """
    if quotas is None or not len(quotas):
        return solve_without_quotas(candidates, capacity, bonus=bonus, eps=eps, seed=seed)
    auction = auctioned(candidates, capacity, eps=eps, seed=seed)
    rest = auction.copy()
    if bonus:
        rest.raise_values(bonus)
    free = proven(candidates, rest, bonus)
    quota = quotas.of_pairs(candidates.seeker(), candidates.other)
    limit = np.maximum(quotas.limit.astype(np.int64), 0)
    if not _exceeded(candidates, quota, limit, free.chosen):
        return replace(free, quota_price=np.zeros(len(limit), np.int64), bound_without_quotas=free.upper_bound)
    dear = DEAR * max(0, int(candidates.score.max()))
    return within_quotas(candidates, auction, [0, dear] if bonus > dear else [bonus], quota, limit, free)


def _exceeded(candidates: Candidates, quota: Ints, limit: Longs, chosen: Ints) -> bool:
    under = quota[taken(candidates, chosen)]
    return bool((np.bincount(under[under != NOBODY], minlength=len(limit)) > limit).any())
