"""What a run is asked for."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos.ground.layout import APART, Layout
from tests.chaos.load.opening import Size

ROOT = Path(__file__).parents[2]
LARGE = Size(organisations=4, mentors=150, mentees=600, strangers=4, crowd=250)


@dataclass(frozen=True)
class Wish:
    """How long, how much, which faults, whose source."""

    seed: int = 1
    faults: int = 200
    events: int = 100_000
    minutes: float = 60.0
    """At most."""
    pace: float = 20.0
    """Seconds between two tellings of a roster."""
    every: float = 6.0
    """Seconds between two faults."""
    patience: float = 240.0
    """Seconds for the last answers, and to settle."""
    kinds: tuple[str, ...] = ()
    """Of faults; all of them if none is named."""
    layout: Layout = APART
    size: Size = LARGE
    source: Path = ROOT
    told: dict[str, str] = field(default_factory=dict)
    """Further variables of the services' environment."""
    json_to: Path = Path("build/chaos.json")
    directory: Path = Path(".local/chaos")
