"""What all servers share: a port, a log, a beginning, an end, and a violent end."""

import shutil
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from deploy.local.errors import ServerDidNotStart
from deploy.local.ports import free_port, is_taken, listens
from deploy.local.process import ChildProcess

ATTEMPTS = 5


class LocalServer(ABC):
    """A server on a free loopback port, with what it keeps and says below `directory`."""

    name: ClassVar[str]
    patience: ClassVar[float] = 30.0
    # What a service that uses this very server must be told beside the address.
    settings: ClassVar[dict[str, str]] = {}

    def __init__(self, directory: Path, *, keep: bool = False) -> None:
        self.data, self.log = directory / f"{self.name}-data", directory / f"{self.name}.log"
        self.port = 0
        self._keep = keep
        self._process: ChildProcess | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Where clients find it."""

    @property
    def ports(self) -> tuple[int, ...]:
        """All that it listens on."""
        return (self.port,)

    @abstractmethod
    def command(self) -> list[str]:
        """The command line, for `self.port` and `self.data`."""

    def prepare(self) -> None:  # noqa: B027 - most servers need nothing but their command line
        """Put in place what its next beginning needs, for `self.port` and `self.data`."""

    def settle(self) -> None:  # noqa: B027 - most servers are ready as soon as they listen
        """Make it ready for use once it listens."""

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process and self._process.is_running else None

    @property
    def has_ended(self) -> bool:
        """Whether it has ended though nobody asked it to from here."""
        return self._process is not None and not self._process.is_running

    def start(self) -> None:
        """Begin on a free port; take another when somebody is faster on that one."""
        if not self._keep:
            shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True, exist_ok=True)
        for _ in range(ATTEMPTS):
            self.port = self._choose_port()
            if self._listening():
                return self.settle()
        raise ServerDidNotStart(self.name, self.command(), f"{ATTEMPTS} ports were taken away from it")

    def stop(self) -> None:
        """End it, politely first. Nothing happens when it does not run."""
        if self._process:
            self._process.stop()
            self._process = None

    def kill(self) -> None:
        """End it as a power cut would: kill -9."""
        if self._process:
            self._process.kill()
            self._process = None

    def restart(self) -> None:
        """Begin again on the same port and the same data, after a `kill` or a `stop`, or instead of one."""
        self.stop()
        if not self._listening():
            raise ServerDidNotStart(self.name, self.command(), f"port {self.port} was taken")
        self.settle()

    def pause(self) -> None:
        """Freeze it: connections stay open, nothing answers."""
        if self._process:
            self._process.pause()

    def resume(self) -> None:
        """Let it go on after `pause`."""
        if self._process:
            self._process.resume()

    def _choose_port(self) -> int:
        """The last run's port where there was one: data that are kept may know their address."""
        noted = self.data / "port"
        port = int(noted.read_text()) if noted.exists() else 0
        port = port if port and not is_taken(port) else free_port()
        noted.write_text(str(port))
        return port

    def _listening(self) -> bool:
        """Start it and wait until this very process listens; False when another one took the port."""
        self.prepare()
        self._process = process = ChildProcess(self.command(), self.log)
        deadline = time.monotonic() + self.patience
        while not listens(process.pid, self.port):
            if not process.is_running and any(map(is_taken, self.ports)):
                return False
            if not process.is_running or time.monotonic() > deadline:
                raise self._did_not_start(process)
            time.sleep(0.005)
        return True

    def _did_not_start(self, process: ChildProcess) -> ServerDidNotStart:
        process.kill()
        self._process = None
        return ServerDidNotStart(self.name, process.command, f"{process.last_line()} (all of it: {self.log})")
