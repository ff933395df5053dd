"""The exact choice of eligible pairs under any limits, by integer programming: for small cohorts."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from services.matching.engine.people import Flags, Floats, Integers, Sparse

SECONDS = 1.5


def choose(scores: Integers, limits: Sparse, at_most: Integers, *, most_matched: bool) -> Flags | None:
    """Which pairs to take: first as many as can be, then those of the greatest total; or the total alone.

    A row of `limits` says which pairs count for one limit. None if no proof was found in time.
    """
    within = LinearConstraint(limits, ub=at_most)
    constraints = [within]
    if most_matched:
        most = _solve(np.ones(len(scores)), constraints)
        if most is None:
            return None
        everyone = csr_array(np.ones((1, len(scores))))
        constraints = [within, LinearConstraint(everyone, lb=int(most.sum()))]
    return _solve(scores / max(1, scores.max(initial=1)), constraints)


def _solve(gain: Floats, constraints: list[LinearConstraint]) -> Flags | None:
    solved = milp(
        -gain,
        integrality=np.ones(len(gain), np.int64),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"time_limit": SECONDS, "mip_rel_gap": 0.0},
    )
    return np.asarray(solved.x > 0.5) if solved.status == 0 else None
