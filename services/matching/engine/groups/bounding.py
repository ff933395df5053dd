"""The smallest bound that few steps of prices find; see `bound_kernel`."""

import numpy as np

from services.matching.engine.arrays import Longs
from services.matching.engine.groups.bound_kernel import bound_at, tops
from services.matching.engine.groups.table import Table

STEPS_AT_MOST, STEPS_AT_LEAST = 200, 6
STEP_PAIRS = 12_000_000
"""Pairs to be looked at in all steps together."""
PATIENCE = 6
"""Steps without a smaller bound, after which they are made shorter, from the best prices."""


def bound(table: Table, total: int) -> int:
    """No groups have a greater total; `total` is one that was reached."""
    top = tops(table)
    price, best_price, best, length, waited = top.copy(), top, int(top.sum()), 100, 0
    demand = np.zeros(table.mentees, np.int64)
    for _ in range(max(STEPS_AT_LEAST, min(STEPS_AT_MOST, STEP_PAIRS // max(len(table.pair), 1)))):
        here = int(bound_at(table, price, demand))
        waited = 0 if here < best else waited + 1
        if here < best:
            best, best_price = here, price
        elif waited > PATIENCE:
            length, waited, price = max(length * 3 // 5, 1), 0, best_price
            here = int(bound_at(table, price, demand))
        if best <= total:
            break
        price = _next(price, top, demand, (here - total) * length // 100)
    return best


def _next(price: Longs, top: Longs, demand: Longs, excess: int) -> Longs:
    slope = demand - 1
    slope[(price == 0) & (slope < 0)] = 0
    norm = int((slope * slope).sum())
    return np.clip(price + slope * (excess // norm), 0, top) if norm else price
