"""Mentees to mentors' places within quotas."""

from dataclasses import replace

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.assignment.auction import Auction
from services.matching.engine.assignment.certificate import exact_sum, upper_bound
from services.matching.engine.assignment.quotas.exact import choose_exactly, most_possible
from services.matching.engine.assignment.quotas.market import Market
from services.matching.engine.assignment.quotas.mending import Mending
from services.matching.engine.assignment.quotas.prices import settle
from services.matching.engine.assignment.quotas.repair import repaired
from services.matching.engine.assignment.solution import Solution
from services.matching.engine.assignment.solving import priced, taken
from services.matching.engine.candidates import Candidates

SMALL = 4_000
"""Up to so many pairs, integer programming closes the gap that the prices of quotas leave."""


def within_quotas(
    candidates: Candidates, auction: Auction, bonus: int, quota: Ints, limit: Longs, free: Solution
) -> Solution:
    """From an auction without quotas, in which each match counted `bonus`; `free` is the solution without quotas."""
    market = Market(candidates, auction, quota, limit)
    bound_without_quotas = upper_bound(
        candidates, auction.capacity, priced(candidates, auction.price, bonus), bonus=bonus
    )
    settle(market, int(candidates.score.max()) + bonus)
    price, quota_price = priced(candidates, auction.price, bonus), market.quota_price
    net = candidates._replace(score=candidates.score - np.append(quota_price, 0)[quota])
    bound = upper_bound(net, auction.capacity, price, bonus=bonus) + exact_sum(quota_price, limit)
    Mending(market).mend()
    chosen = repaired(candidates, auction.capacity, quota, limit, auction.holds, bonus=bonus)
    matched, total = _counted(candidates, chosen)
    one_more = (matched + 1) * (int(candidates.score.min()) + bonus)
    found = Solution(
        chosen=chosen,
        price=price,
        quota_price=quota_price,
        matched=matched,
        total=total,
        bonus=bonus,
        upper_bound=bound,
        most_matched=bound < one_more or (free.most_matched and matched == free.matched),
        bound_without_quotas=bound_without_quotas,
    )
    if (found.worth == bound and found.most_matched) or len(candidates.other) > SMALL:
        return found
    return _closed(candidates, auction.capacity, quota, limit, found, free)


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
