"""What a run is asked for."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Wish:
    """Where things are written, and what is left out or left running."""

    json_to: Path = ROOT / "build" / "compose.json"
    directory: Path = ROOT / ".local" / "compose"
    """Of an engine that is started here: its images are kept for the next run."""
    keep: bool = False
    install: bool = False
    short: bool = False
    within: float = float("inf")
    """Seconds for everything: the integration tests are left out when they would not be done by then."""
    people: int = 400
    """In the demo: two cores carry a JVM, six services and the health checks of all besides."""
