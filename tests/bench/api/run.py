"""What every case is told of the run."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local import Servers
from tests.bench.options import line


@dataclass(frozen=True)
class Run:
    """The servers, and how much is asked."""

    servers: Servers
    directory: Path
    quick: bool
    seed: int
    begun: float = field(default_factory=time.monotonic)

    def say(self, text: str) -> None:
        """A line of progress."""
        line(f"[{time.monotonic() - self.begun:6.1f} s] {text}")

    def sized(self, whole: float, quick: float) -> float:
        """As much as this run is to take of something."""
        return quick if self.quick else whole
