"""Processor time that processes take, as the kernel counts it: in hundredths of a second."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Stopwatch:
    """Of processes, by name, from the moment it is made."""

    def __init__(self, pids: Mapping[str, int]) -> None:
        self._pids = dict(pids)
        self._begun = time.perf_counter()
        self._before = self._now()

    def seconds(self) -> dict[str, float]:
        """What each has taken."""
        return {name: round(taken - self._before[name], 2) for name, taken in self._now().items()}

    def cores(self) -> dict[str, float]:
        """How many cores each has kept busy."""
        passed = time.perf_counter() - self._begun
        return {name: round((taken - self._before[name]) / passed, 3) for name, taken in self._now().items()}

    def _now(self) -> dict[str, float]:
        return {name: _seconds(pid) for name, pid in self._pids.items()}


def _seconds(pid: int) -> float:
    # The name of the program, in parentheses, may hold spaces.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
