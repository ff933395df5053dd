"""What the services take while they are under load: processor time beside the load's own, and memory."""

import os
from collections.abc import Mapping
from pathlib import Path

from tests.bench.processor import Stopwatch

PAGE = os.sysconf("SC_PAGE_SIZE")


def watched(pids: Mapping[str, int]) -> Stopwatch:
    """Processor time from now on, of these and of this load generator."""
    return Stopwatch({**pids, "load": os.getpid()})


def resident_bytes(pid: int) -> int:
    """Memory that a process holds now."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
