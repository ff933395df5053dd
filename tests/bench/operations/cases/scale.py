"""One, two and four replicas of matching, each held to the same share of a core, with work spread by key.

Two cores cannot show what four replicas do at full speed: MongoDB, the broker and the replicas would share them. With a
small share each, all of them together leave room, and what is missing to twice and four times as much is what replicas
take from each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import median

from tests.bench.api.run import Run
from tests.bench.operations.ground import of_the_runtime
from tests.bench.operations.share import held_to
from tests.bench.results import Figures
from tests.bench.runtime.scale import COUNTS, by_key, measured

EVENTS, AGGREGATES, ROUNDS = 12_000, 5_000, 3
SHARE = 0.15
"""Of a core. Four replicas, and MongoDB that takes nearly as much as they do, must fit beside each other."""


async def measure(run: Run) -> Figures:
    """Events a second against those of one replica; medians of rounds in turn."""
    of = of_the_runtime(run, EVENTS, AGGREGATES)
    work = by_key(of)
    rounds: dict[int, list[Figures]] = {count: [] for count in COUNTS}
    ways: set[str] = set()

    @contextmanager
    def hold(pids: Sequence[int]) -> Iterator[None]:
        with held_to(SHARE, pids) as way:
            ways.add(way)
            yield

    for number in range(int(run.sized(ROUNDS, 1))):
        for count in COUNTS:
            rounds[count].append(await measured(of, work, count, number=number, hold=hold))
    return figures(rounds) | {"scale_share": SHARE, "scale_held_by": ", ".join(sorted(ways))}


def figures(rounds: Mapping[int, Sequence[Figures]]) -> Figures:
    """Rounds by how many replicas there were.

    From the starting gun to the last commit: from the first commit on, several replicas would have their first batches
    for nothing.
    """
    rates = {count: median(row["whole_per_s"] for row in rows) for count, rows in rounds.items()}
    return {
        **{f"scale_{count}": round(rate / rates[1], 2) for count, rate in rates.items() if count > 1},
        "scale_per_s": {str(count): round(rate) for count, rate in rates.items()},
        "scale_conflicts": sum(row["conflicts"] for rows in rounds.values() for row in rows),
        "scale_cpu_s": {str(count): rows[0]["cpu_s"] for count, rows in rounds.items()},
        "rounds": {str(count): [row["whole_per_s"] for row in rows] for count, rows in rounds.items()},
    }
