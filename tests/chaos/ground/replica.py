"""One process of the platform: started, killed, frozen, brought back, always on the same port."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from deploy.local.ports import LOOPBACK, free_port
from deploy.local.process import ChildProcess


class Replica:
    """Some services behind one port."""

    def __init__(self, name: str, services: tuple[str, ...], told: Mapping[str, str], directory: Path) -> None:
        self.name, self.services = name, services
        self.port = free_port()
        self.log = directory / f"{name}.log"
        self.unanswered = 0
        """Requests that were sent to it and have no answer yet."""
        self.is_paused = False
        self.is_wanted = True
        """Whether it is to be brought back when it dies."""
        self.started_at = 0.0
        self.deaths = 0
        self._told = {**told, "MENTORMESH_PORT": str(self.port)}
        self._process: ChildProcess | None = None

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def pid(self) -> int | None:
        """Its process, while it runs."""
        return self._process.pid if self._process and self._process.is_running else None

    def start(self) -> None:
        """Begin, or begin again."""
        # Without the working directory on its path: PYTHONPATH says whose source it runs.
        command = [sys.executable, "-P", "-m", "cli.main", "serve", *self.services]
        self._process = ChildProcess(command, self.log, told=self._told, patience=30)
        self.is_paused, self.started_at = False, time.monotonic()

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self.deaths += 1

    def pause(self) -> None:
        """Freeze it."""
        if self._process is not None and self._process.is_running:
            self._process.pause()
            self.is_paused = True

    def resume(self) -> None:
        """Let it go on."""
        if self._process is not None and self._process.is_running:
            self._process.resume()
        self.is_paused = False

    def ask_to_end(self) -> None:
        """SIGTERM, without waiting."""
        self.is_wanted = False
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGTERM)

    def stop(self) -> None:
        """End it politely, then firmly."""
        self.is_wanted = False
        if self._process is not None and self._process.is_running:
            self._process.resume()
            self._process.stop()
