"""What can go wrong with servers on one's own machine, each in one line that says what to do."""

from collections.abc import Iterable, Sequence
from pathlib import Path

ELSEWHERE = "the embedded servers run on Linux (x86-64) only: use `docker compose up --wait` instead"


class ServerDidNotStart(RuntimeError):
    """A server was started and never answered, or could not be started at all."""

    def __init__(self, name: str, command: Sequence[str], last_line: str) -> None:
        self.name, self.command, self.last_line = name, tuple(command), last_line
        started = f" (`{' '.join(command)}`)" if command else ""
        super().__init__(f"{name} did not start{started}: {last_line}")


class ServerNotAvailable(ServerDidNotStart):
    """There is no such server on this machine: another platform, or the extra `local` is not installed."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, (), why)


class ServerNotOurs(RuntimeError):
    """Only a server that was started here can be killed or restarted here."""

    def __init__(self, name: str, url: str | None) -> None:
        self.name, self.url = name, url
        why = f"it was given as {url}" if url else "it was not asked for"
        super().__init__(f"{name} was not started here: {why}")


class UnknownBroker(ValueError):
    """The environment asks for a broker that nobody here can start."""

    def __init__(self, variable: str, name: str, known: Iterable[str]) -> None:
        self.variable, self.name, self.known = variable, name, tuple(known)
        super().__init__(f"{variable}={name} is no broker that can be started here: it is {' or '.join(self.known)}")


class DirectoryInUse(RuntimeError):
    """Two runs would share one directory, and the second would wipe the first one's data."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        super().__init__(f"{directory} is in use by another run: stop that one first, or choose another directory")
