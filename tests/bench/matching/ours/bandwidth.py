"""What this core can move from and to memory: arrays far larger than its caches.

McCalpin, "Memory bandwidth and machine balance in current high performance computers" (1995): the triad a = b + s·c,
counted as 24 bytes a place, best of several passes. Beside it the same for reading alone, which is what scoring does.
"""

import time
from collections.abc import Callable

import numpy as np

from services.matching.engine.arrays import Floats, Words
from services.matching.engine.compiled import compiled
from tests.bench.matching.measured import answer, job

PASSES = 7


@compiled
def triad(to: Floats, one: Floats, other: Floats, factor: float) -> None:
    """to = one + factor · other."""
    for at in range(len(to)):
        to[at] = one[at] + factor * other[at]


@compiled
def read(words: Words) -> np.uint64:
    """Every word once."""
    seen = np.uint64(0)
    for at in range(len(words)):
        seen ^= words[at]
    return seen


def gigabytes_a_second(act: Callable[[], object], moved: int) -> float:
    """Of the fastest pass; the first one, which compiles and touches the pages, does not count."""
    act()
    taken = []
    for _ in range(PASSES):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return moved / min(taken) / 1e9


def main() -> None:
    """Measure both."""
    places = job()["megabytes"] * 1_000_000 // 8
    to, one, other = (np.full(places, value) for value in (0.0, 1.0, 2.0))
    words = one.view(np.uint64)
    answer(
        {
            "triad_gb_s": gigabytes_a_second(lambda: triad(to, one, other, 3.0), 24 * places),
            "read_gb_s": gigabytes_a_second(lambda: read(words), 8 * places),
        }
    )


if __name__ == "__main__":
    main()
