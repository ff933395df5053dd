"""What a measured process tells of itself."""

import numpy as np

from tests.bench.matching.measured import Memory, timed


def test_the_peak_is_what_was_taken_since() -> None:
    memory = Memory()
    taken = np.ones(8_000_000)

    assert memory.peak() >= 0.9 * taken.nbytes / 1e6


def test_a_short_act_is_done_thrice_and_gives_its_last_result() -> None:
    results = iter(range(10))

    result, seconds = timed(lambda: next(results))

    assert result == 2
    assert seconds >= 0
