"""The engine under mentor-match's rules: points for all pairs in numpy, then `assign`."""

from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from services.matching.engine.assignment import Assignment, assign, warm
from tests.bench.matching.measured import Memory, answer, job, timed
from tests.bench.matching.points import load_columns, ruled


def main() -> None:
    """Match once, from columns to pairs."""
    asked = job()
    warm()
    memory = Memory()
    mentees, mentors = load_columns(Path(asked["people"]))
    capacity = np.ones(len(mentors["grade"]), np.int64)

    def matched() -> Assignment:
        found = ruled(mentees, mentors, asked["points"])
        return assign(csr_array((found.score, found.other, found.start), (found.seekers, len(capacity))), capacity)

    assigned, seconds = timed(matched, times=9)
    answer({"seconds": seconds, "peak_mb": memory.peak(), "chosen": assigned.pairs.tolist()})


if __name__ == "__main__":
    main()
