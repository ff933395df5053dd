"""Mentees to mentors' places within quotas."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.assignment.auction import Auction
from services.matching.engine.assignment.certificate import exact_sum
from services.matching.engine.assignment.quotas.exact import choose_exactly, most_possible
from services.matching.engine.assignment.quotas.market import Market
from services.matching.engine.assignment.quotas.mending import Mending
from services.matching.engine.assignment.quotas.prices import refine, settle
from services.matching.engine.assignment.quotas.repair import repaired
from services.matching.engine.assignment.solution import Solution
from services.matching.engine.assignment.solving import priced, taken
from services.matching.engine.assignment.surplus_kernel import surplus_of
from services.matching.engine.candidates import Candidates

SMALL = 3_000
"""Up to so many pairs, integer programming closes the gap that the prices of quotas leave."""
SMALL_GAP = 14
"""A gap of no more than one part in 2**SMALL_GAP is not worth more effort."""


@dataclass(frozen=True)
class Proof:
    """Prices, and the bound that follows from them if each match counts that bonus."""

    price: Longs
    quota_price: Longs
    bonus: int
    bound: int

    def of(self, matched: int) -> int:
        """No choice of so many pairs or more has a greater sum of scores."""
        return self.bound - self.bonus * matched


def within_quotas(
    candidates: Candidates, auction: Auction, bonuses: list[int], quota: Ints, limit: Longs, free: Solution
) -> Solution:
    """From an auction without quotas and bonus; `free` is the solution without quotas.

    Several bonuses, ascending, are those with which as many as can be are matched first: the first is enough with
    which as many are as without quotas.
    """
    market, first = Market(candidates, auction, quota, limit), len(bonuses) > 1
    unlimited = _proof(market)
    chosen, proofs = np.full(candidates.seekers, NOBODY, np.int32), list[Proof]()
    for number, bonus in enumerate(bonuses):
        market.raise_values(bonus - market.bonus)
        for improve in (partial(settle, first_step=9),) if number else (settle, refine):
            improve(market)
            proofs.append(_proof(market))
            found = repaired(candidates, auction.capacity, quota, limit, Mending(market).mended(), bonus=bonus)
            chosen = max(chosen, found, key=lambda each: _rank(candidates, each, bonus, first=first))
            matched, total = _counted(candidates, found)
            if proofs[-1].of(matched) - total <= total >> SMALL_GAP:
                break
        if _counted(candidates, chosen)[0] == free.matched:
            break
    told = _told(candidates, chosen, proofs, unlimited, free)
    if len(candidates.other) > SMALL or (told.worth == told.upper_bound and (told.most_matched or not first)):
        return told
    return _closed(candidates, auction.capacity, quota, limit, told, free)


def _proof(market: Market) -> Proof:
    price = priced(market.candidates, market.auction.price, market.bonus)
    surplus = surplus_of(market.auction.start, market.auction.other, market.auction.value, price)
    bound = exact_sum(surplus) + exact_sum(price, market.auction.capacity)
    return Proof(price, market.quota_price, market.bonus, bound + exact_sum(market.quota_price, market.limit))


def _rank(candidates: Candidates, chosen: Ints, bonus: int, *, first: bool) -> tuple[int, int]:
    matched, total = _counted(candidates, chosen)
    return (matched, total) if first else (0, total + bonus * matched)


def _told(candidates: Candidates, chosen: Ints, proofs: list[Proof], unlimited: Proof, free: Solution) -> Solution:
    matched, total = _counted(candidates, chosen)
    proof = min(proofs, key=lambda each: each.of(matched))
    least = int(candidates.score.min())
    return Solution(
        chosen=chosen,
        price=proof.price,
        quota_price=proof.quota_price,
        matched=matched,
        total=total,
        bonus=proof.bonus,
        upper_bound=proof.bound,
        most_matched=(free.most_matched and matched == free.matched)
        or any(each.of(matched + 1) < (matched + 1) * least for each in proofs),
        bound_without_quotas=unlimited.of(0) + proof.bonus * matched,
    )


def _closed(
    candidates: Candidates, capacity: Longs, quota: Ints, limit: Longs, found: Solution, free: Solution
) -> Solution:
    """The optimum by integer programming, if it is found; its sum is the bound then.

    Where the bonus is greater than the greatest score, as many as can be are matched first.
    """
    most = None
    if first := free.bonus > int(candidates.score.max()):
        chosen = most_possible(candidates, capacity, quota, limit)
        if chosen is None:
            return found
        most = int((chosen != NOBODY).sum())
    raised = candidates if first else candidates._replace(score=candidates.score + free.bonus)
    chosen = choose_exactly(raised, capacity, quota, limit, matched=most)
    if chosen is None:
        return found
    matched, total = _counted(candidates, chosen)
    if (matched, total) < (found.matched, found.total) if first else total + found.bonus * matched < found.worth:
        return found
    price = found.price + np.where(found.price >= found.bonus, free.bonus - found.bonus, 0)
    return replace(
        found,
        chosen=chosen,
        price=price,
        matched=matched,
        total=total,
        bonus=free.bonus,
        upper_bound=total + free.bonus * matched,
        most_matched=first or found.most_matched,
        bound_without_quotas=free.upper_bound,
    )


def _counted(candidates: Candidates, chosen: Ints) -> tuple[int, int]:
    """How many pairs, and the sum of their scores."""
    pairs = taken(candidates, chosen)
    return int(pairs.sum()), exact_sum(candidates.score[pairs])
