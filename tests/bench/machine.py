"""The machine that figures were taken on: they mean something beside those of the same one only."""

import os
from pathlib import Path

from tests.bench.results import Figures


def machine() -> Figures:
    """How many cores this process may use, and of which processor."""
    return {"cores": len(os.sched_getaffinity(0)), "processor": processor()}


def processor() -> str:
    """Its name."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
