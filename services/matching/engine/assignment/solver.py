"""Mentees to mentors' places within quotas: the greatest sum, and a bound that says how near it is."""

from dataclasses import replace

import numpy as np

from services.matching.engine.arrays import NOBODY, Flags, Ints, Longs
from services.matching.engine.assignment.certificate import exact_sum
from services.matching.engine.assignment.exact import choose_exactly, most_possible
from services.matching.engine.assignment.places import checked_capacity
from services.matching.engine.assignment.quota_prices import Priced, QuotaPrices
from services.matching.engine.assignment.repair import repaired
from services.matching.engine.assignment.solution import Solution
from services.matching.engine.assignment.solving import solve_without_quotas, taken
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns.quotas import Quotas

SMALL = 4_000
"""Up to so many pairs, integer programming closes the gap that the prices of quotas leave."""


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

    Raises:
        CapacityNotFitting: the capacity is not one whole number of 0 or more for each other.
        StepNegative: `eps` is below 0.
    """
    free = solve_without_quotas(candidates, capacity, bonus=bonus, eps=eps, seed=seed)
    if quotas is None or not len(quotas):
        return free
    quota = quotas.of_pairs(candidates.seeker(), candidates.other)
    limit = quotas.limit.astype(np.int64)
    if not _exceeded(candidates, quota, limit, free.chosen):
        return replace(free, quota_price=np.zeros(len(limit), np.int64), bound_without_quotas=free.upper_bound)
    return _within_quotas(candidates, checked_capacity(capacity), quota, limit, free, eps, seed)


def _within_quotas(
    candidates: Candidates, capacity: Longs, quota: Ints, limit: Longs, free: Solution, eps: int | None, seed: int
) -> Solution:
    bonus, best, proof, most = free.bonus, free.chosen, None, -1
    prices = QuotaPrices(candidates, capacity, quota, limit, bonus, eps, seed)
    for priced in prices.rounds():
        proof = priced if proof is None or priced.upper_bound < proof.upper_bound else proof
        chosen = repaired(candidates, capacity, quota, limit, priced.chosen, bonus=bonus, seed=seed)
        worth = _worth(candidates, chosen, bonus)
        best, most = (chosen, worth) if worth > most else (best, most)
        prices.reached = most
        if most >= proof.upper_bound:
            break
    assert proof is not None
    if most < proof.upper_bound and len(candidates.other) <= SMALL:
        best, proof = _closed(candidates, capacity, quota, limit, best, proof, free)
    return _told(candidates, best, proof, free)


def _closed(
    candidates: Candidates, capacity: Longs, quota: Ints, limit: Longs, best: Ints, proof: Priced, free: Solution
) -> tuple[Ints, Priced]:
    """The optimum by integer programming, if it is found in time; its sum is the bound then.

    Where the bonus is greater than the greatest score, as many as can be are matched first.
    """
    number = None
    if free.bonus > int(candidates.score.max(initial=0)):
        most = most_possible(candidates, capacity, quota, limit)
        if most is None:
            return best, proof
        number = int((most != NOBODY).sum())
    raised = candidates if number is not None else candidates._replace(score=candidates.score + free.bonus)
    chosen = choose_exactly(raised, capacity, quota, limit, matched=number)
    if chosen is None or _worth(candidates, chosen, free.bonus) < _worth(candidates, best, free.bonus):
        return best, proof
    return chosen, replace(proof, upper_bound=min(proof.upper_bound, _worth(candidates, chosen, free.bonus)))


def _exceeded(candidates: Candidates, quota: Ints, limit: Longs, chosen: Ints) -> bool:
    under = quota[taken(candidates, chosen)]
    return bool((np.bincount(under[under != NOBODY], minlength=len(limit)) > limit).any())


def _worth(candidates: Candidates, chosen: Ints, bonus: int) -> int:
    pairs: Flags = taken(candidates, chosen)
    return exact_sum(candidates.score[pairs]) + bonus * int(pairs.sum())


def _told(candidates: Candidates, chosen: Ints, proof: Priced, free: Solution) -> Solution:
    matched = int((chosen != NOBODY).sum())
    one_more = (matched + 1) * (int(candidates.score.min()) + free.bonus)
    return Solution(
        chosen=chosen,
        price=proof.price,
        quota_price=proof.quota_price,
        matched=matched,
        total=_worth(candidates, chosen, 0),
        bonus=free.bonus,
        upper_bound=proof.upper_bound,
        most_matched=proof.upper_bound < one_more or (free.most_matched and matched == free.matched),
        bound_without_quotas=free.upper_bound,
    )
