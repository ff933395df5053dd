"""What a measured process tells of itself."""

import subprocess
import sys

from tests.bench.matching.measured import timed

TAKES = """
import numpy as np
from tests.bench.matching.measured import Memory
memory = Memory()
taken = np.ones(8_000_000)
print(memory.peak())
"""


def test_the_peak_is_what_was_taken_since() -> None:
    told = subprocess.run([sys.executable, "-c", TAKES], capture_output=True, text=True, check=True).stdout

    assert float(told) >= 0.9 * 64


def test_a_short_act_is_done_thrice_and_gives_its_last_result() -> None:
    results = iter(range(10))

    result, seconds = timed(lambda: next(results))

    assert result == 2
    assert seconds >= 0
