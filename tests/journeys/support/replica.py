"""One `mentormesh serve all`, as an operator runs it: a process of its own, with its log in a file."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.local.process import ChildProcess
from tests.journeys.support.waiting import eventually

COMMAND = str(Path(sys.executable).parent / "mentormesh")
SHOWN = 40


class Replica:
    """All five services behind a port of its own."""

    def __init__(self, number: int, environment: Mapping[str, str], directory: Path) -> None:
        self.log = directory / f"replica-{number}.log"
        told = {**environment, "MENTORMESH_PORT": "0"}
        self._process = ChildProcess([COMMAND, "serve", "all"], self.log, told=told)
        self._url = ""

    @property
    def url(self) -> str:
        """Where it serves, once it does."""
        if not self._url:
            self._url = self._awaited()
        return self._url

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()

    def pause(self) -> None:
        """Freeze it: it answers nothing, and nothing of it moves."""
        self._process.pause()

    def resume(self) -> None:
        """Let it go on."""
        self._process.resume()

    def stop(self) -> None:
        """Ask it to end."""
        self._process.stop()

    def last_words(self) -> str:
        """The end of its log."""
        return "\n".join([f"--- the last lines of {self.log.name}", *self.lines()[-SHOWN:]])

    def lines(self) -> list[str]:
        """Its log."""
        return self.log.read_text(errors="replace").splitlines()

    def _awaited(self) -> str:
        try:
            return eventually(self._told, seconds=60)
        except AssertionError as error:
            raise AssertionError(f"it is not ready: {error}\n{self.last_words()}") from error

    def _told(self) -> str:
        assert self._process.is_running, "it has ended"
        for line in self.lines():
            if '"ready"' in line:
                return str(json.loads(line)["url"])
        return ""
