"""A price for each quota, so that together seekers want no more places under it than there are.

Prices bound what can be reached: the Lagrangian dual of the quotas, Fisher, "The Lagrangian relaxation method for
solving integer programming problems", Management Science 27 (1981). Each moves by a step of its own, longer while the
direction holds and half as long when it turns: Riedmiller and Braun, "A direct adaptive method for faster
backpropagation learning: the RPROP algorithm", ICNN 1993. Only signs decide, so that all is in whole numbers.
"""

import numpy as np

from services.matching.engine.arrays import Longs
from services.matching.engine.assignment.quotas.market import Market

ROUNDS = 60
"""How often prices move at most."""
STALE = 5
"""Rounds without progress after which they have settled."""
DIGITS = 20
"""Progress is a bound that is lower by more than one part in 2**DIGITS."""
FIRST_STEP = 6
"""The first step is the greatest score over 2**FIRST_STEP."""


def settle(market: Market, greatest: int) -> None:
    """Give the quotas of a market the prices with the lowest bound found; no pair is worth more than `greatest`."""
    never = max(0, greatest) + 1
    price: Longs = np.where(market.limit == 0, never, 0)
    step: Longs = np.full(len(price), 1 + (never >> FIRST_STEP))
    before: Longs = np.zeros(len(price), np.int64)
    lowest, best, stale = 1 << 100, price, 0
    for _ in range(ROUNDS):
        market.reprice(price)
        bound = market.bound
        stale = 0 if bound < lowest - (lowest >> DIGITS) else stale + 1
        lowest, best = min((lowest, best), (bound, price), key=lambda each: each[0])
        way = np.sign(market.taken() - market.limit)
        way[(way < 0) & (price == 0)] = 0
        if stale == STALE or not way.any():
            break
        step = np.where(way == before, step + (step >> 1), np.where(way == -before, (step >> 1) + 1, step))
        before = np.where(way != 0, way, before)
        price = np.clip(price + way * step, 0, never)
    market.reprice(best)
