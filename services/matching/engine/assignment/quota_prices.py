"""A price for each quota, so that together seekers want no more places under it than there are."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.assignment.certificate import exact_sum
from services.matching.engine.assignment.solving import solve_without_quotas, taken
from services.matching.engine.candidates import Candidates

ROUNDS = 30
"""How often the prices are set anew at most."""
STALE = 2
"""After so many rounds without a better bound, moves are halved."""


@dataclass(frozen=True)
class Priced:
    """What seekers choose at these prices of quotas, and the bound that follows from them."""

    chosen: Ints
    price: Longs
    quota_price: Longs
    upper_bound: int
    used: Longs
    """By quota: how many pairs it is asked for."""


@dataclass
class QuotaPrices:
    """Prices of quotas that are set anew until seekers want no more than there is.

    The Lagrangian dual of the quotas, whose every value is a bound: Fisher, "The Lagrangian relaxation method for
    solving integer programming problems", Management Science 27 (1981). Prices move along what is asked for too much,
    by the length that Held, Wolfe and Crowder, "Validation of subgradient optimization", Mathematical Programming 6
    (1974), take from Polyak: the distance of the bound from what has been reached.
    """

    candidates: Candidates
    capacity: Longs
    quota: Ints
    """By pair, or NOBODY."""
    limit: Longs
    bonus: int
    eps: int | None
    seed: int

    def rounds(self) -> Iterator[Priced]:
        """Choices at better and better prices; `reached` may be raised meanwhile. Ends where every quota clears."""
        ceiling = max(0, int(self.candidates.score.max(initial=0)) + self.bonus)
        self.reached, self.best = 0, 1 << 100
        stale = halved = 0
        price: Longs = np.where(self.limit == 0, ceiling, 0)
        for _ in range(ROUNDS):
            priced = self.at(price)
            stale = 0 if priced.upper_bound < self.best else stale + 1
            self.best = min(self.best, priced.upper_bound)
            yield priced
            excess = np.where((priced.used < self.limit) & (price == 0), 0, priced.used - self.limit)
            if not excess.any():
                return
            halved += stale == STALE
            stale %= STALE
            price = _moved(price, excess, (priced.upper_bound - self.reached) >> halved, ceiling)

    def at(self, price: Longs) -> Priced:
        """What seekers choose at these prices of quotas."""
        net = self.candidates._replace(score=self.candidates.score - np.append(price, 0)[self.quota])
        solution = solve_without_quotas(net, self.capacity, bonus=self.bonus, eps=self.eps, seed=self.seed)
        under = self.quota[taken(net, solution.chosen)]
        used = np.bincount(under[under != NOBODY], minlength=len(self.limit))
        bound = solution.upper_bound + exact_sum(price, self.limit)
        return Priced(solution.chosen, solution.price, price, bound, used)


def _moved(price: Longs, excess: Longs, length: int, ceiling: int) -> Longs:
    """The prices, moved along the excess; in whole numbers of any size, since products may be beyond 64 bits."""
    square = sum(each * each for each in excess.tolist())
    moves = [each * max(1, length) // square for each in excess.tolist()]
    moved = [min(max(0, now + move), ceiling) for now, move in zip(price.tolist(), moves, strict=True)]
    return np.array(moved, np.int64)
