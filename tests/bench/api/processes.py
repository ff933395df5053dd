"""What processes take: processor time and memory, as the kernel counts them."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

TICK = 1 / os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def processor_seconds(pid: int) -> float:
    """User and system time that a process has taken so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def resident_bytes(pid: int) -> int:
    """Memory that a process holds now."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE


class Stopwatch:
    """Processor time of processes from now on."""

    def __init__(self, pids: Mapping[str, int]) -> None:
        self._pids = {**pids, "load": os.getpid()}
        self._begun = time.perf_counter()
        self._before = {name: processor_seconds(pid) for name, pid in self._pids.items()}

    def cores(self) -> dict[str, float]:
        """How many cores each of them has kept busy, this load generator among them."""
        seconds = time.perf_counter() - self._begun
        taken = {name: processor_seconds(pid) - self._before[name] for name, pid in self._pids.items()}
        return {name: round(each / seconds, 3) for name, each in taken.items()}
