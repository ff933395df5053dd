"""What was measured, and on which machine: `measured.json`, written by `python -m tests.bench.operations.figures`."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

COMMITTED = Path(__file__).with_name("measured.json")
Amount = Annotated[float, Field(ge=0)]


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Costs(_Figures):
    """Microseconds of a processor. `service` is the process of the service itself, `mongod` the database's."""

    measured_at: str
    batch_us: dict[str, Amount]
    """Of a batch, whatever is in it."""
    event_us: dict[str, Amount]
    """Of each event in it, besides."""
    command_us: dict[str, Amount]
    """Of a command that comes by itself, a hundred a second."""
    read_us: dict[str, Amount]
    relay_us: dict[str, Amount]
    """Of an event that is published."""
    batch_ms: Amount
    event_ms: Amount
    """Time, as above."""
    relay_per_s: Amount
    """Events that the relay of a service publishes, at most."""


class Collection(_Figures):
    """Documents of a service after the sample network, and their bytes: in memory, and on disk where compressed."""

    service: str
    collection: str
    documents: int
    document_bytes: Amount
    disk_bytes: Amount
    index_bytes: Amount


class Stream(_Figures):
    """A topic after the sample network. Bytes of a record are as sent, not compressed."""

    topic: str
    events: int
    event_bytes: Amount
    aggregates: int


class Sample(_Figures):
    """What the sample network left behind."""

    measured_at: str
    collections: tuple[Collection, ...]
    topics: tuple[Stream, ...]


class Matched(_Figures):
    """A cycle of the engine: pairs looked at, seconds of one core, bytes a participant over the interpreter's own."""

    measured_at: str
    participants: int
    pairs: float
    seconds: Amount
    participant_bytes: Amount


class Processes(_Figures):
    """Megabytes of a service's process that has just become ready; bytes of a mentor in matching's index besides."""

    measured_at: str
    resident_mb: dict[str, Amount]
    mentor_bytes: Amount


class Waited(_Figures):
    """From a command's answer to its effect elsewhere, at a rate; all on one machine, which was so busy."""

    measured_at: str
    commands_per_s: Amount
    share: Amount
    """Of the commands that take the way of most of them: from profile to matching."""
    p50_ms: Amount
    p99_ms: Amount
    busy: Annotated[float, Field(ge=0, lt=1)]


class Measured(_Figures):
    """All that sizes are reckoned from."""

    machine: dict[str, str | int]
    costs: Costs
    sample: Sample
    cycles: tuple[Matched, ...]
    """Of several sizes, the smallest first."""
    waits: tuple[Waited, ...]
    processes: Processes


@cache
def committed() -> Measured:
    """The figures that come with this version."""
    return Measured.model_validate_json(COMMITTED.read_text(encoding="utf-8"))
