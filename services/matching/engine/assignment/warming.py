"""The kernels of this room, compiled ahead of time."""

import numpy as np

from services.matching.engine.assignment.quotas.market import Market
from services.matching.engine.assignment.quotas.mending import Mending
from services.matching.engine.assignment.quotas.prices import settle
from services.matching.engine.assignment.solver import solve
from services.matching.engine.assignment.solving import auctioned
from services.matching.engine.assignment.stable import stable
from services.matching.engine.candidates import Candidates


def warm() -> None:
    """Run each kernel once, so that it is compiled and kept on disk."""
    two = Candidates(np.array([0, 1, 2]), np.array([0, 0], np.int32), np.array([1, 2]))
    solve(two, np.array([1]), bonus=1)
    stable(two, two, np.array([1]))
    market = Market(two, auctioned(two, np.array([2])), np.zeros(2, np.int32), np.array([1]))
    settle(market)
    market.reprice(np.array([0]))
    Mending(market).mended()
