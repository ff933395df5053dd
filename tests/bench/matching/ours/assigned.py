"""The engine's `assign` on a graph that is given."""

import numpy as np
from scipy.sparse import csr_array

from services.matching.engine.assignment import assign, warm
from tests.bench.matching.measured import Memory, answer, job, timed


def main() -> None:
    """Solve; reading the graph is not timed."""
    asked = job()
    warm()
    memory = Memory()
    with np.load(asked["graph"]) as stored:
        capacity = stored["capacity"]
        shape = len(stored["start"]) - 1, len(capacity)
        candidates = csr_array((stored["score"], stored["other"], stored["start"]), shape)
    found, seconds = timed(lambda: assign(candidates, capacity))
    matched = int(np.count_nonzero(found.pairs >= 0))
    answer(
        {
            "seconds": seconds,
            "peak_mb": memory.peak(),
            "total": int(found.total),
            "bound": int(found.upper_bound),
            "matched": matched,
        }
    )


if __name__ == "__main__":
    main()
