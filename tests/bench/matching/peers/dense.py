"""scipy: `linear_sum_assignment` on the whole matrix of mentees by places, forbidden pairs at nothing."""

from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from tests.bench.matching.measured import Memory, answer, job, timed


def of_places(start: Any, other: Any, score: Any, capacity: Any) -> Any:
    """(mentees, places): a mentor with three places is there three times."""
    seeker = np.repeat(np.arange(len(start) - 1), np.diff(start))
    first = np.cumsum(capacity) - capacity
    matrix = np.zeros((len(start) - 1, int(capacity.sum())))
    for place in range(int(capacity.max())):
        has = capacity[other] > place
        matrix[seeker[has], first[other[has]] + place] = score[has]
    return matrix


def main() -> None:
    """Solve once; the matrix is given, as it was made from scores that are nobody's to time."""
    asked = job()
    memory = Memory()
    with np.load(asked["graph"]) as stored:
        start, other, score, capacity = (stored[name] for name in ("start", "other", "score", "capacity"))
    matrix = of_places(start, other, score, capacity)
    given = memory.peak()
    (rows, columns), seconds = timed(lambda: linear_sum_assignment(matrix, maximize=True), times=1)
    chosen = matrix[rows, columns]
    answer(
        {
            "seconds": seconds,
            "peak_mb": memory.peak(),
            "matrix_mb": given,
            "total": int(chosen.sum()),
            "matched": int(np.count_nonzero(chosen)),
        }
    )


if __name__ == "__main__":
    main()
