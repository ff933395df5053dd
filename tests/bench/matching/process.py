"""Runs what is measured: each in a process of its own, on one core, with libraries kept to one thread."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ONE_THREAD = {
    f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "NUMBA", "VECLIB", "RAYON")
} | {"PYTHONHASHSEED": "0"}
LONGEST = 1800


class Failed(Exception):
    """A measured process ended without an answer; says how."""


def on_one_core() -> int:
    """Keep this process and those that it starts to one core; the last that it may use, which is the least asked."""
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    os.environ.update(ONE_THREAD)
    return core


def ask(module: str, job: Mapping[str, Any], folder: Path, *, python: str | Path = sys.executable) -> dict[str, Any]:
    """Run `python -m module` on a job; its figures."""
    name = f"{module.rpartition('.')[2]}-{time.monotonic_ns()}"
    asked, answered = folder / f"{name}.job.json", folder / f"{name}.json"
    folder.mkdir(parents=True, exist_ok=True)
    asked.write_text(json.dumps({key: str(value) if isinstance(value, Path) else value for key, value in job.items()}))
    command = [str(python), "-m", module, str(asked), str(answered)]
    ended = subprocess.run(command, check=False, timeout=LONGEST, capture_output=True, text=True)
    if ended.returncode or not answered.exists():
        raise Failed(f"{module}: exit {ended.returncode}: {ended.stderr[-2000:]}")
    figures: dict[str, Any] = json.loads(answered.read_text())
    asked.unlink()
    answered.unlink()
    return figures
