"""One pass of scoring over all pairs of a network, as the proof takes it; and how many pairs that are."""

from pathlib import Path

import numpy as np

from services.matching.engine.arrays import Ints, Longs
from services.matching.engine.columns import Lists
from services.matching.engine.scoring import best, eligible, surplus
from tests.bench.matching.measured import answer, job, timed
from tests.bench.matching.network import Network, load
from tests.bench.matching.ours.warming import warm_scoring


def looked_at(made: Network) -> int:
    """Pairs whose organisations share and whose experience suits: those that a first look is taken at."""
    seekers, others, gap = made.seekers, made.others, max(made.rules.minimum_gap, 1)
    passes = np.flatnonzero(others.passes_screening)
    count = 0
    for area in np.unique(seekers.area).tolist():
        who, years = (passes, others.most_years[passes]) if area < 0 else _in_area(others.years, area, passes)
        asking = np.flatnonzero(seekers.area == area)
        for organisation in np.unique(seekers.organisation[asking]).tolist():
            known = np.sort(years[made.relations.shared[organisation, others.organisation[who]]])
            own = seekers.years_in_area[asking[seekers.organisation[asking] == organisation]]
            count += int((len(known) - np.searchsorted(known, own + gap)).sum())
    return count


def _in_area(years: Lists, area: int, passes: Longs) -> tuple[Longs, Ints]:
    who = np.repeat(np.arange(len(years)), years.count)
    has = (years.column == area) & np.isin(who, passes)
    return who[has], years.value[has].astype(np.int32)


def main() -> None:
    """Measure once."""
    asked = job()
    warm_scoring()
    made = load(Path(asked["network"]))
    sides = (made.seekers, made.others, made.relations, made.rules)
    price = np.zeros(len(made.others), np.int64)
    _, seconds = timed(lambda: surplus(*sides, price=price))
    _, fifty = timed(lambda: best(*sides, 50))
    found = eligible(*sides)
    answer(
        {
            "seconds": seconds,
            "best_seconds": fifty,
            "looked_at": looked_at(made),
            "eligible": len(found.other),
        }
    )


if __name__ == "__main__":
    main()
