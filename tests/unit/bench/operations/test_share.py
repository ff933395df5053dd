"""Processes held to a share of a core, by groups that are files here, and by stopping them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.operations.share import held_to


@pytest.fixture
def spinning() -> Iterator[subprocess.Popen[bytes]]:
    """A process that takes all it gets."""
    process = subprocess.Popen([sys.executable, "-S", "-c", "while True: pass"])
    yield process
    process.send_signal(signal.SIGCONT)
    process.kill()
    process.wait()


class Kernel:
    """Makes the files of a new group, as the kernel does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
        mkdir, self.made = Path.mkdir, list[Path]()

        def with_files(path: Path, *arguments: object) -> None:
            mkdir(path)
            self.made.append(path)
            for name in names:
                (path / name).touch()

        monkeypatch.setattr(Path, "mkdir", with_files)


@pytest.mark.parametrize(
    ("way", "parent", "files"),
    [
        ("cgroup2", "", {"cpu.max": "3000 20000"}),
        ("cgroup1", "cpu", {"cpu.cfs_period_us": "20000", "cpu.cfs_quota_us": "3000"}),
    ],
)
def test_a_group_gets_its_quota_and_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, parent: str, files: dict[str, str]
) -> None:
    (tmp_path / "cpu").mkdir()
    kernel = Kernel(monkeypatch, *files)
    with held_to(0.15, [4711], tmp_path) as found:
        assert found == way
        group = tmp_path / parent / "mentormesh-bench-4711"
        assert group in kernel.made
        assert {name: (group / name).read_text() for name in files} == files
        assert (group / "cgroup.procs").read_text() == "4711"
    assert (tmp_path / parent / "cgroup.procs").read_text() == "4711"


def test_without_groups_it_runs_for_its_share_of_the_time(tmp_path: Path, spinning: subprocess.Popen[bytes]) -> None:
    time.sleep(0.1)
    with held_to(0.2, [spinning.pid], tmp_path / "none") as way:
        before = taken(spinning.pid)
        time.sleep(1.0)
        share = taken(spinning.pid) - before
    assert way == "duty cycle"
    assert 0 < share < 0.5


def test_it_goes_on_afterwards(tmp_path: Path, spinning: subprocess.Popen[bytes]) -> None:
    with held_to(0.01, [spinning.pid], tmp_path / "none"):
        time.sleep(0.1)
    assert state(spinning.pid) == "R"


def test_a_process_that_has_ended_meanwhile_is_nobodys_trouble(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-S", "-c", ""])
    process.wait()
    with held_to(0.5, [process.pid], tmp_path / "none"):
        time.sleep(0.05)


def taken(pid: int) -> float:
    """Seconds of processor time."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
