"""What a case is given: how large to be, where to keep files, and whom to tell."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.matching.environments import environment
from tests.bench.matching.network import Network, load, network, save
from tests.bench.matching.process import ask
from tests.bench.results import Figures


@dataclass(frozen=True)
class Run:
    """One run of the benchmark."""

    folder: Path
    quick: bool = False
    million: bool = False
    seed: int = 1
    tell: Callable[[str], None] = print
    begun: float = field(default_factory=time.monotonic)

    def of(self, participants: int) -> int:
        """That many; a twentieth of them in a quick run, whose figures are only there to see that all works."""
        return participants // 20 if self.quick else participants

    def ours(self, name: str, **job: Any) -> Figures:
        """What our own side measures, in a process of its own."""
        return self._ask(f"tests.bench.matching.ours.{name}", job)

    def peer(self, peer: str, name: str, **job: Any) -> Figures:
        """What a peer measures, in an environment of its own."""
        return self._ask(f"tests.bench.matching.peers.{name}", job, python=environment(peer))

    def network(self, participants: int) -> Path:
        """The file of a network of mentees and mentors."""
        return self.stored(f"network-{participants}", lambda: network(participants, self.seed))

    def stored(self, name: str, make: Callable[[], Network]) -> Path:
        """The file of a network; made once a run."""
        path = self.folder / f"{name}.npz"
        if not path.exists():
            self.say(f"making {name}")
            save(make(), path)
        return path

    def opened(self, path: Path) -> Network:
        """What is in such a file."""
        return load(path)

    def say(self, what: str) -> None:
        """A line of progress."""
        self.tell(f"[{time.monotonic() - self.begun:6.1f} s] {what}")

    def _ask(self, module: str, job: Mapping[str, Any], **options: Any) -> Figures:
        self.say(f"measuring {module.removeprefix('tests.bench.matching.')}")
        return ask(module, job, self.folder, **options)
