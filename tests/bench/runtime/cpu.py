"""Seconds of processor time that processes take, as the kernel counts them: in hundredths."""

import os
from collections.abc import Mapping
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Cpu:
    """Counts from the moment it is made."""

    def __init__(self, processes: Mapping[str, int]) -> None:
        """By name, each by its process id."""
        self._processes = processes
        self._before = self._now()

    def taken(self) -> dict[str, float]:
        """Seconds so far, by name."""
        return {name: round(seconds - self._before[name], 2) for name, seconds in self._now().items()}

    def _now(self) -> dict[str, float]:
        return {name: _seconds(pid) for name, pid in self._processes.items()}


def _seconds(pid: int) -> float:
    # The name of the program, in parentheses, may hold spaces.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
