"""A wire in a process of its own, to be put between real processes: it goes on whatever happens to either."""

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.process import ChildProcess

PATIENCE = 30.0
ROOT = str(Path(__file__).parents[2])


class WireProcess:
    """`url` to connect to; the acts of a `Wire`, each done when it returns."""

    def __init__(self, target: str, log: Path, port: int = 0) -> None:
        command = [sys.executable, "-m", "tests.wire", target, f"--port={port}"]
        self._process = ChildProcess(command, log, told={"PYTHONPATH": ROOT})
        self.url, control = self._addresses(log)
        host, _, control_port = control.rpartition(":")
        self._control = socket.create_connection((host, int(control_port)), PATIENCE)

    def _addresses(self, log: Path) -> list[str]:
        deadline = time.monotonic() + PATIENCE
        while not log.exists() or not log.read_text().endswith("\n"):
            if time.monotonic() > deadline or not self._process.is_running:
                raise RuntimeError(f"no wire came up: {self._process.last_line()}")
            time.sleep(0.01)
        return self._process.last_line().split()

    def delay(self, seconds: float) -> None:
        """Each answer takes so much longer."""
        self._tell(f"delay {seconds}")

    def throttle(self, bytes_per_second: int) -> None:
        """Each direction of each connection carries no more than this."""
        self._tell(f"throttle {bytes_per_second}")

    def hang(self) -> None:
        """Connections stay open, and nothing passes."""
        self._tell("hang")

    def cut(self) -> None:
        """All connections break, and new ones break at once."""
        self._tell("cut")

    def mend(self) -> None:
        """It is a good wire again."""
        self._tell("mend")

    def close(self) -> None:
        """Take it away."""
        self._control.close()
        self._process.kill()

    def _tell(self, line: str) -> None:
        self._control.sendall(f"{line}\n".encode())
        if self._control.recv(100) != b"done\n":
            raise RuntimeError(f"the wire did not {line}: {self._process.last_line()}")


@contextmanager
def wire_process(target: str, log: Path, port: int = 0) -> Iterator[WireProcess]:
    """It carries while the `with` lasts."""
    wire = WireProcess(target, log, port)
    try:
        yield wire
    finally:
        wire.close()
