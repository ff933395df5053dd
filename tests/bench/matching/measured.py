"""Time and memory of one act in a process of its own; standard library only, so that every environment can use it."""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

Result = TypeVar("Result")
STATUS = Path("/proc/self/status")
FORGET = Path("/proc/self/clear_refs")
LONG = 10
"""Seconds from which on once is enough."""


class Memory:
    """Megabytes over what the interpreter and its libraries take, from the moment it is made."""

    def __init__(self) -> None:
        gc.collect()
        with suppress(OSError):  # Where the system does not forget, the peak of imports counts as well: too much.
            FORGET.write_text("5")
        self._own = _megabytes("VmRSS")

    def peak(self) -> float:
        """The most so far."""
        return round(_megabytes("VmHWM") - self._own, 1)


def _megabytes(field: str) -> float:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{field}:"))
    return int(line.split()[1]) / 1000


def timed(act: Callable[[], Result], *, times: int = 3) -> tuple[Result, float]:
    """What it gives, and the seconds that it took: the median of so many, or of one that takes long."""
    taken: list[float] = []
    while True:
        gc.collect()
        begun = time.perf_counter()
        result = act()
        taken.append(time.perf_counter() - begun)
        if len(taken) >= times or taken[0] > LONG:
            return result, statistics.median(taken)


def job() -> dict[str, Any]:
    """What the process is asked for: a JSON document named by the first argument."""
    asked: dict[str, Any] = json.loads(Path(sys.argv[1]).read_text())
    return asked


def answer(figures: Mapping[str, Any]) -> None:
    """Written as a JSON document to the place named by the second argument."""
    Path(sys.argv[2]).write_text(json.dumps(figures))
