"""What every case is told of the run."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deploy.local import Servers

Figures = dict[str, Any]


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
        print(f"[{time.monotonic() - self.begun:6.1f} s] {text}", file=sys.stderr, flush=True)

    def sized(self, whole: float, quick: float) -> float:
        """As much as this run is to take of something."""
        return quick if self.quick else whole


@dataclass(frozen=True)
class Case:
    """Something that is measured by itself."""

    name: str
    about: str
    measure: Callable[[Run], Any]
