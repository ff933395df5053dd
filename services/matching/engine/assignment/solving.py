"""Mentees to mentors' places: the greatest sum, and its proof."""

import numpy as np

from services.matching.engine.arrays import NOBODY, PERFECT, Flags, Ints, Longs
from services.matching.engine.assignment.auction import NEVER, Auction
from services.matching.engine.assignment.certificate import exact_sum, upper_bound
from services.matching.engine.assignment.errors import StepNegative
from services.matching.engine.assignment.places import checked_capacity, usable
from services.matching.engine.assignment.solution import Solution
from services.matching.engine.candidates import Candidates


def solve_without_quotas(
    candidates: Candidates, capacity: Longs, *, bonus: int = 0, eps: int | None = None, seed: int = 0
) -> Solution:
    """See `solve`."""
    auction = auctioned(candidates, capacity, eps=eps, seed=seed)
    if bonus:
        auction.raise_values(bonus)
    return proven(candidates, auction, bonus)


def auctioned(candidates: Candidates, capacity: Longs, *, eps: int | None = None, seed: int = 0) -> Auction:
    """The auction of the scores, held."""
    if eps is not None and eps < 0:
        raise StepNegative(f"The step of a bid is {eps}.")
    places = usable(candidates, checked_capacity(capacity))
    auction = Auction(candidates.start, candidates.other, candidates.score, places, _order(candidates.seekers, seed))
    auction.run(eps or 0)
    return auction


def proven(candidates: Candidates, auction: Auction, bonus: int) -> Solution:
    """What an auction came to, with its proof."""
    price = priced(candidates, auction.price, bonus)
    bound = upper_bound(candidates, auction.capacity, price, bonus=bonus)
    return _solution(candidates, auction.capacity, auction.holds, price, bonus, bound)


def most_matched_bonus(candidates: Candidates, capacity: Longs) -> int:
    """The smallest bonus a match for which the greatest sum surely has the most matches.

    One match more moves at most all the others, each from the greatest score to the least, and has itself the least.
    """
    if not len(candidates.score):
        return 0
    least, greatest = int(candidates.score.min()), int(candidates.score.max())
    return max(0, (_matchable(candidates, usable(candidates, capacity)) - 1) * (greatest - least) - least + 1)


def _order(seekers: int, seed: int) -> Ints:
    return np.random.Generator(np.random.PCG64(seed)).permutation(seekers).astype(np.int32)


def priced(candidates: Candidates, price: Longs, bonus: int) -> Longs:
    """What nobody can have costs as much as the best pair is worth, so that nobody would want it."""
    dearest = max(0, int(candidates.score.max(initial=0)) + bonus)
    return np.where(price >= NEVER, dearest, price)


def _matchable(candidates: Candidates, places: Longs) -> int:
    wanted = np.bincount(candidates.other, minlength=len(places))
    return min(int((np.diff(candidates.start) > 0).sum()), int(np.minimum(places, wanted).sum()))


def taken(candidates: Candidates, chosen: Ints) -> Flags:
    """By pair: whether it was chosen."""
    return np.asarray(candidates.other == np.repeat(chosen, np.diff(candidates.start)))


def _solution(candidates: Candidates, places: Longs, chosen: Ints, price: Longs, bonus: int, bound: int) -> Solution:
    matched = int((chosen != NOBODY).sum())
    one_more = (matched + 1) * (int(candidates.score.min(initial=PERFECT)) + bonus)
    return Solution(
        chosen=chosen,
        price=price,
        quota_price=np.zeros(0, np.int64),
        matched=matched,
        total=exact_sum(candidates.score[taken(candidates, chosen)]),
        bonus=bonus,
        upper_bound=bound,
        most_matched=bound < one_more or matched >= _matchable(candidates, places),
    )
