"""The engine's cycle on a network, from people to proven pairs."""

from pathlib import Path
from typing import Any

import numpy as np

from services.matching.engine import assignment, scoring
from services.matching.engine.cycle import match
from tests.bench.matching.measured import Memory, answer, job, timed
from tests.bench.matching.network import load
from tests.bench.matching.ours.warming import warm_scoring


def main() -> None:
    """Match; what is known of the result besides is found out afterwards."""
    asked = job()
    warm_scoring()
    assignment.warm()
    memory = Memory()
    made = load(Path(asked["network"]))
    sides = (made.seekers, made.others, made.relations, made.rules)
    options: dict[str, Any] = {name: asked[name] for name in ("k", "objective") if name in asked}
    found, seconds = timed(lambda: match(*sides, made.capacity, made.quotas, **options))
    peak = memory.peak()
    if "chosen" in asked:
        np.savez(asked["chosen"], allow_pickle=False, chosen=found.chosen)
    # A pair may score 0 and be eligible: a bonus tells it from nobody.
    eligible = int(np.count_nonzero(scoring.surplus(*sides, bonus=1)))
    answer(
        {
            "seconds": seconds,
            "peak_mb": peak,
            "score": found.total,
            "gap": found.gap,
            "gap_without_quotas": found.gap_without_quotas,
            "matched": found.matched,
            "mentees": len(made.seekers),
            "eligible_mentees": eligible,
            "quotas": len(made.quotas or ()),
        }
    )


if __name__ == "__main__":
    main()
