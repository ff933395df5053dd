import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from deploy.local.process import ChildProcess

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's own")
SLEEP = "/bin/sleep"


def is_alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def gone_within(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_alive(pid)


def test_the_pid_is_the_command_s_own(tmp_path: Path) -> None:
    child = ChildProcess([SLEEP, "60"], tmp_path / "log")
    deadline = time.monotonic() + 5
    while Path(f"/proc/{child.pid}/comm").read_text().strip() != "sleep" and time.monotonic() < deadline:
        time.sleep(0.01)
    assert Path(f"/proc/{child.pid}/comm").read_text().strip() == "sleep"
    child.stop()
    assert not is_alive(child.pid)


def test_who_does_not_listen_is_killed_when_patience_ends(tmp_path: Path) -> None:
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    )
    child = ChildProcess([sys.executable, "-c", deaf], tmp_path / "log", patience=0.1)
    while child.last_line() != "deaf":
        time.sleep(0.01)
    child.stop()
    assert not is_alive(child.pid)


def test_a_child_outlives_the_thread_that_asked_for_it(tmp_path: Path) -> None:
    children: list[ChildProcess] = []
    thread = threading.Thread(target=lambda: children.append(ChildProcess([SLEEP, "60"], tmp_path / "log")))
    thread.start()
    thread.join()
    time.sleep(0.1)
    assert children[0].is_running
    children[0].kill()


def test_a_child_dies_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, SLEEP, str(tmp_path / "log")], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert is_alive(child)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert gone_within(child, 5)


def test_the_last_words_are_kept(tmp_path: Path) -> None:
    child = ChildProcess([sys.executable, "-c", "print('first'); print('last'); print()"], tmp_path / "log")
    while child.is_running:
        time.sleep(0.01)
    assert child.last_line() == "last"


PARENT = """
import sys, time
from pathlib import Path
from deploy.local.process import ChildProcess
child = ChildProcess([sys.argv[1], "60"], Path(sys.argv[2]))
while "sleep" not in Path(f"/proc/{child.pid}/comm").read_text():
    time.sleep(0.01)
print(child.pid, flush=True)
time.sleep(60)
"""
