"""One child process: started so that it cannot outlive us, stopped politely and then firmly."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy.local import die_with_parent

# To the kernel the "parent" in "die with the parent" is a thread. This one lives as long as the process does,
# whichever short-lived thread asked for the server.
_spawner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spawner")


class ChildProcess:
    """A running command whose output goes to a log file."""

    def __init__(
        self, command: Sequence[str], log: Path, *, patience: float = 10.0, told: Mapping[str, str] | None = None
    ) -> None:
        """`told`: variables of its environment, beside those that every program needs."""
        self.command, self.log, self.patience = tuple(command), log, patience
        self._process = _spawner.submit(_spawn, command, log, told or {}).result()

    @property
    def pid(self) -> int:
        """The process id: that of the command itself, since nothing stands between."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended by itself, or by us."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Ask it to end, and end it when patience runs out."""
        self._process.terminate()
        try:
            self._process.wait(self.patience)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._process.kill()
        self._process.wait()

    def pause(self) -> None:
        """Freeze it: it holds its connections and answers nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on after a pause."""
        self._process.send_signal(signal.SIGCONT)

    def last_line(self) -> str:
        """The last thing that it said."""
        lines = self.log.read_text(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")


def _spawn(command: Sequence[str], log: Path, told: Mapping[str, str]) -> subprocess.Popen[bytes]:
    wrapper = [sys.executable, "-I", "-S", die_with_parent.__file__, str(os.getpid())]
    with log.open("ab") as output:
        return subprocess.Popen(
            [*wrapper, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={"PATH": os.defpath, "HOME": str(log.parent), "LANG": "C.UTF-8", **told},
            # A session of its own: Ctrl-C in the terminal is ours to handle, servers end after their clients.
            start_new_session=True,
        )
