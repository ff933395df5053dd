"""A price for each quota, so that together seekers want no more places under it than there are.

Prices bound what can be reached: the Lagrangian dual of the quotas, Fisher, "The Lagrangian relaxation method for
solving integer programming problems", Management Science 27 (1981). All is in whole numbers.
"""

import numpy as np

from services.matching.engine.arrays import Longs
from services.matching.engine.assignment.quotas.market import Market

ROUNDS = 60
"""How often prices move at most until they have settled."""
STALE = 5
"""Rounds without progress after which they have."""
DIGITS = 20
"""Progress is a bound that is lower by more than one part in 2**DIGITS."""
COARSE = 16
"""The same while prices are refined."""
MOST_BEYOND = 3
"""A price moves by no more steps than these at once."""
EFFORT = 40_000_000
"""Pairs that are looked at, round after round, while prices are refined; a small problem gets MANY rounds."""
MANY, FEW = 1_000, 30
PATIENCE = 10
"""Rounds without a lower bound after which moves become shorter."""
FINE = 10
"""Averages are counted in parts of 2**FINE."""


def settle(market: Market, *, first_step: int = 6) -> None:
    """Give the quotas better prices, by steps of their own: quick, where quotas have little to do with each other.

    A step is longer while the direction holds and half as long when it turns: Riedmiller and Braun, "A direct adaptive
    method for faster backpropagation learning: the RPROP algorithm", ICNN 1993. It begins at the greatest value over
    2**first_step.
    """
    never = market.greatest + 1
    price: Longs = np.where(market.limit == 0, never, market.quota_price)
    step: Longs = np.full(len(price), 1 + (never >> first_step))
    before: Longs = np.zeros(len(price), np.int64)
    lowest, best, stale = 1 << 100, price, 0
    for _ in range(ROUNDS):
        market.reprice(price)
        bound = market.bound
        stale = 0 if bound < lowest - (lowest >> DIGITS) else stale + 1
        lowest, best = min((lowest, best), (bound, price), key=lambda each: each[0])
        beyond = wanted(market, price)
        way = np.sign(beyond)
        if stale == STALE or not way.any():
            break
        step = np.where(way == before, step + (step >> 1), np.where(way == -before, (step >> 1) + 1, step))
        step = np.minimum(step, never)
        before = np.where(way != 0, way, before)
        price = np.clip(price + step * np.clip(beyond, -MOST_BEYOND, MOST_BEYOND), 0, never)
    market.reprice(best)


def refine(market: Market) -> None:
    """Give the quotas better prices, all together: where what one does not give is looked for under the others.

    From the best prices so far along an average of what was wanted too much: Barahona and Anbil, "The volume
    algorithm: producing primal solutions with a subgradient method", Mathematical Programming 87 (2000).
    """
    never = market.greatest + 1
    lowest, best = market.bound, market.quota_price
    average = wanted(market, best) << FINE
    length, worse, stale = 1 + (never >> 9), 0, 0
    for _ in range(max(FEW, min(MANY, EFFORT // max(1, len(market.quota))))):
        way = np.where((average < 0) & (best == 0), 0, average)
        market.reprice(np.clip(best + (way * length >> FINE), 0, never))
        bound, beyond = market.bound, wanted(market, market.quota_price)
        stale = 0 if bound < lowest - (lowest >> COARSE) else stale + 1
        if bound < lowest:
            lowest, best, worse = bound, market.quota_price, 0
            length = min(length + (length >> 3), never)
        else:
            worse += 1
        if stale == 2 * PATIENCE or not beyond.any():
            break
        if worse == PATIENCE:
            length, worse = 1 + 2 * length // 3, 0
        average = average + (((beyond << FINE) - average) >> 3)
    market.reprice(best)


def wanted(market: Market, price: Longs) -> Longs:
    """By quota: how many pairs too many there are; what is left for nothing does not count."""
    beyond = market.taken() - market.limit
    return np.where((beyond < 0) & (price == 0), 0, beyond)
