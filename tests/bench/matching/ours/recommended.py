"""The best twenty mentors for one mentee after another, while mentors change; then held to comparing with everybody."""

import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import PCG64, Generator

from services.chassis.garbage import spare_the_long_lived
from services.matching.engine.arrays import Longs
from services.matching.engine.ranking.best import best, warm
from services.matching.engine.ranking.opened import CLOSED, HAS_PLACES
from services.matching.engine.ranking.row import Row, people_of
from services.matching.engine.ranking.sought import Sought
from services.matching.engine.ranking.store import Mentors
from services.matching.engine.scoring.reference import eligible
from tests.bench.matching.measured import Memory, answer, job, timed
from tests.bench.matching.network import Network, load
from tests.bench.matching.rows import rows_of

COUNT = 20
PROGRAMME = 0


class Store:
    """The mentors, and what is known of them apart from the store."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.mentors = Mentors()
        for position, row in enumerate(rows):
            self._put(position, row)

    def change(self, position: int, row: Row) -> None:
        """Somebody is another one from now on."""
        self.rows[position] = row
        self._put(position, row)

    def _put(self, position: int, row: Row) -> None:
        self.mentors.put(position, row, places=1, programmes=(PROGRAMME,), precedence=position)


def sought(made: Network, rows: list[Row], mentee: int) -> Sought:
    """What this mentee asks for."""
    ties = made.relations
    barred = [*ties.reports.row(mentee), *ties.never.row(mentee)]
    opened = np.where(ties.shared[rows[mentee].organisation], HAS_PLACES, CLOSED).astype(np.uint8)
    preferred = tuple(ties.seeker_prefers.row(mentee))
    return Sought(rows[mentee], made.rules, PROGRAMME, opened, barred=barred, preferred=preferred)


def under_load(store: Store, asked: list[Sought], changes: list[tuple[int, Row]], rate: int) -> Longs:
    """Nanoseconds of each answer. What changed until a question came is put in first, and its time counts as well."""
    taken = np.zeros(len(asked), np.int64)
    begun, done = time.perf_counter_ns(), 0
    for number, one in enumerate(asked):
        now = time.perf_counter_ns()
        while done < (now - begun) * rate // 1_000_000_000:
            store.change(*changes[done % len(changes)])
            done += 1
        best(store.mentors, one, COUNT)
        taken[number] = time.perf_counter_ns() - now
    return taken


def equal(store: Store, made: Network, asked: list[Sought], mentees: Longs) -> bool:
    """Whether the answers are those of the numpy reference, from rows that the store does not hold."""
    others = people_of(store.rows, screening_required=False)
    found = eligible(made.seekers.rows(mentees), others, made.relations.rows(mentees), made.rules)
    for at, one in enumerate(asked):
        part = slice(int(found.start[at]), int(found.start[at + 1]))
        order = np.lexsort((found.other[part], -found.score[part]))[:COUNT]
        answered = best(store.mentors, one, COUNT)
        if answered.positions.tolist() != found.other[part][order].tolist():
            return False
        if answered.scores.tolist() != found.score[part][order].tolist():
            return False
    return True


def measure(made: Network, questions: int, checked: int, rate: int) -> dict[str, Any]:
    """Times, and whether all was right: under load, and right after a restart."""
    draw = Generator(PCG64(7))
    seekers, rows = rows_of(made.seekers), rows_of(made.others)
    memory = Memory()
    store, filled = timed(lambda: Store(list(rows)), times=1)
    mentees = draw.integers(0, len(seekers), questions)
    asked = [sought(made, seekers, mentee) for mentee in mentees.tolist()]
    changed = draw.integers(0, len(rows), (20_000, 2)).tolist()
    spare_the_long_lived()  # As the service does.
    taken = under_load(store, asked, [(position, rows[other]) for position, other in changed], rate)
    peak = memory.peak()
    right = equal(store, made, asked[:checked], mentees[:checked])
    again = Store(store.rows)
    return {
        "milliseconds": (np.percentile(taken, (50, 95, 99)) / 1e6).tolist(),
        "peak_mb": peak,
        "store_mb": store.mentors.nbytes / 1e6,
        "fill_seconds": filled,
        "equal": right and equal(again, made, asked[:checked], mentees[:checked]),
    }


def main() -> None:
    """Measure once."""
    asked = job()
    warm()
    made = load(Path(asked["network"]))
    answer(measure(made, asked["questions"], asked["checked"], asked["rate"]))


if __name__ == "__main__":
    main()
