"""What was asked and what was answered, on disk: the checker holds the network to it."""

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import orjson

from tests.chaos.load.asked import Asked, Wanted


@dataclass(frozen=True, slots=True)
class Entry:
    """A request that has its answer."""

    correlation: str
    act: str
    status: int
    problem: str | None
    """The kind of refusal; None: it was accepted."""
    effects: tuple[Wanted, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    attempts: int = 1

    @property
    def was_accepted(self) -> bool:
        """Whether it was."""
        return self.problem is None


class Ledger:
    """Everything that the load has to answer for."""

    def __init__(self, file: IO[bytes] | None = None) -> None:
        self._file = file
        self.entries: list[Entry] = []
        self.surprises: list[str] = []
        """Answers that nobody should have got."""
        self.malformed: set[str] = set()
        """Marks of the malformed records that were put into topics."""
        self.repeated_records = 0
        self.repeated_requests = 0
        self.by_act: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.busy_times: dict[str, str] = {}
        """Accepted ones by id, and whose they are."""
        self.people: dict[tuple[str, str], str] = {}
        """By organisation and external id: the mark in what was declared of them last."""

    @classmethod
    def on(cls, path: Path) -> "Ledger":
        """A ledger that is kept at this path."""
        return cls(path.open("wb"))

    def note(self, asked: Asked, entry: Entry, answer: bytes) -> None:
        """A request has its answer."""
        self.entries.append(entry)
        self.by_act[entry.act] += 1
        if entry.problem is not None:
            self.refused[entry.problem] += 1
            if entry.problem not in asked.refusals:
                self.surprise(f"{entry.act} {asked.path} ({entry.correlation}) was refused: {entry.problem}")
        self._write({**asdict(entry), "method": asked.method, "path": asked.path, "body": asked.body}, answer)

    def surprise(self, what: str) -> None:
        """Something was answered as it may not be."""
        self.surprises.append(what)
        self._write({"surprise": what})

    def spoilt(self, mark: str) -> None:
        """A malformed record is about to be put into a topic."""
        self.malformed.add(mark)
        self._write({"malformed": mark})

    def unanswered(self, asked: Asked, correlation: str, instead: str) -> None:
        """It never had an answer that stands."""
        self.surprise(f"{asked.act} {asked.path} ({correlation}) was never answered; at last {instead}")

    def close(self) -> None:
        """Nothing more is noted."""
        if self._file is not None:
            self._file.close()

    def _write(self, told: dict[str, object], answer: bytes = b"") -> None:
        if self._file is not None:
            line = orjson.dumps({**told, "answer": answer.decode(errors="replace")}, default=str)
            self._file.write(line + b"\n")
