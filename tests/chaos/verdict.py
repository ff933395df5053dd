"""What came of a run: the figures of `build/chaos.json`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import orjson

from tests.chaos.checking.found import Found, Kind

MOST_TOLD = 200


@dataclass
class Verdict:
    """The figures."""

    seed: int
    command: str
    """Repeats the run."""
    broker: str
    duration_s: float = 0.0
    faults: dict[str, int] = field(default_factory=dict)
    """By kind, those that interrupted work in flight."""
    faults_total: int = 0
    faults_idle: int = 0
    """Those that met nothing under way: they do not count."""
    restarts: int = 0
    events: int = 0
    requests: int = 0
    accepted: int = 0
    refused: int = 0
    retries: int = 0
    repeated_requests: int = 0
    repeated_records: int = 0
    malformed_records: int = 0
    requests_by_act: dict[str, int] = field(default_factory=dict)
    settled_s: float = 0.0
    checked_s: float = 0.0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    invariants_broken: int = 0
    found: list[str] = field(default_factory=list)

    def judge(self, found: Sequence[Found]) -> None:
        """Enter what does not hold."""
        counted = Counter(each.kind for each in found)
        self.lost, self.doubled = counted[Kind.LOST], counted[Kind.DOUBLED]
        self.out_of_order, self.invariants_broken = counted[Kind.OUT_OF_ORDER], counted[Kind.BROKEN]
        self.found = [str(each) for each in found[:MOST_TOLD]]

    @property
    def is_good(self) -> bool:
        """Whether everything holds."""
        return not (self.lost or self.doubled or self.out_of_order or self.invariants_broken)

    def write(self, path: Path) -> None:
        """As JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2) + b"\n")
