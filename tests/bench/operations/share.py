"""Processes that are held to a share of a core each, so that replicas can be told apart from a machine that is full.

By the kernel where its control groups may be written (`cpu.max` of version 2, the quota of version 1): a process gets
so many milliseconds of each twenty. Elsewhere by stopping and continuing it, which counts the time that it may run, not
what it takes of it; that is coarser, and the figures say which it was.
"""

import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

GROUPS = Path("/sys/fs/cgroup")
PERIOD_US = 20_000
DUTY_S = 0.02


@contextmanager
def held_to(share: float, pids: Sequence[int], groups: Path = GROUPS) -> Iterator[str]:
    """While the `with` lasts; gives the way: `cgroup2`, `cgroup1` or `duty cycle`."""
    with ExitStack() as stack:
        for way, parent, quota in _ways(share, groups):
            try:
                for pid in pids:
                    stack.enter_context(_grouped(parent, quota, pid))
            except OSError:
                stack.pop_all().close()
                continue
            yield way
            return
        stack.enter_context(_stopping_and_going_on(share, pids))
        yield "duty cycle"


def _ways(share: float, groups: Path) -> Iterator[tuple[str, Path, dict[str, str]]]:
    quota = str(round(share * PERIOD_US))
    yield "cgroup2", groups, {"cpu.max": f"{quota} {PERIOD_US}"}
    yield "cgroup1", groups / "cpu", {"cpu.cfs_period_us": str(PERIOD_US), "cpu.cfs_quota_us": quota}


@contextmanager
def _grouped(parent: Path, quota: dict[str, str], pid: int) -> Iterator[None]:
    """A group of its own. Raises OSError where the kernel has no such groups, or they are not ours to write."""
    group = parent / f"mentormesh-bench-{pid}"
    group.mkdir()
    try:
        for name, value in quota.items():
            # Not created: a file that is not there belongs to a controller that is not.
            with (group / name).open("r+") as file:
                file.write(value)
        (group / "cgroup.procs").write_text(str(pid))
        yield
    finally:
        with suppress(OSError):
            (parent / "cgroup.procs").write_text(str(pid))
        with suppress(OSError):
            group.rmdir()


@contextmanager
def _stopping_and_going_on(share: float, pids: Sequence[int]) -> Iterator[None]:
    over = threading.Event()

    def turn() -> None:
        while not over.is_set():
            _tell(pids, signal.SIGCONT)
            time.sleep(share * DUTY_S)
            _tell(pids, signal.SIGSTOP)
            over.wait((1 - share) * DUTY_S)

    turning = threading.Thread(target=turn, daemon=True)
    turning.start()
    try:
        yield
    finally:
        over.set()
        turning.join()
        _tell(pids, signal.SIGCONT)


def _tell(pids: Sequence[int], what: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, what)
