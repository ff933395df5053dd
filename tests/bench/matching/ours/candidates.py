"""Writes the graph of a network: the k best of each mentee, or all that are eligible."""

from pathlib import Path

import numpy as np

from services.matching.engine.scoring import best, eligible
from tests.bench.matching.measured import answer, job, timed
from tests.bench.matching.network import load
from tests.bench.matching.ours.warming import warm_scoring


def main() -> None:
    """Score once."""
    asked = job()
    warm_scoring()
    made = load(Path(asked["network"]))
    sides = (made.seekers, made.others, made.relations, made.rules)
    found, seconds = timed(lambda: best(*sides, asked["k"]) if asked["k"] else eligible(*sides), times=1)
    np.savez(asked["graph"], allow_pickle=False, **found._asdict(), capacity=made.capacity)
    answer({"seconds": seconds, "pairs": len(found.other)})


if __name__ == "__main__":
    main()
