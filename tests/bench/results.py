"""The figures of a benchmark as they come, kept after every case; and what they are held to."""

import json
import platform
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console
from rich.table import Table

from tests.bench.goals import Goals

Figures = dict[str, Any]
MEASURED_AT = "measured_at"


@dataclass
class Results:
    """What was measured; written to `target`. Each benchmark says what its figures are held to."""

    GOALS: ClassVar[Goals]
    OF_A_CASE: ClassVar[tuple[str, ...]] = ()
    """What several cases tell of themselves under one name: it stands with the case alone."""

    target: Path
    head: Figures
    cases: dict[str, Figures] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def take_over(self) -> None:
        """What was kept before, where only some cases are measured again."""
        if self.target.exists():
            self.cases = json.loads(self.target.read_text()).get("cases", {})

    def keep(self, case: str, figures: Figures) -> None:
        """Add a case's figures, and write all."""
        self.cases[case] = figures | {MEASURED_AT: _now()}
        self._write()

    def fail(self, case: str, trouble: BaseException) -> None:
        """Note that a case has none, and why."""
        self.failed[case] = str(trouble) or repr(trouble)
        self._write()

    def figures(self) -> Figures:
        """All cases' together, by name."""
        apart = (MEASURED_AT, *self.OF_A_CASE)
        return {name: value for case in self.cases.values() for name, value in case.items() if name not in apart}

    def missed(self) -> list[str]:
        """Names of the figures that are not what they should be."""
        return self.GOALS.missed(self.figures())

    def absent(self) -> list[str]:
        """Names of the figures that are asked for and were not measured."""
        return self.GOALS.absent(self.figures())

    def show(self) -> None:
        """Print a table."""
        table = Table("case", "figure", "measured", "asked")
        for case, name, value in self._lines():
            table.add_row(case, name, _shown(value), self.GOALS.asked(name))
        console = Console(width=130)
        console.print(table)
        for case, trouble in self.failed.items():
            console.print(f"[red]{case} failed:[/red] {trouble.strip().rpartition(chr(10))[2]}")
        console.print(f"missed: {', '.join(self.missed()) or 'none'}")
        console.print(f"not measured: {', '.join(self.absent()) or 'none'}")

    def _lines(self) -> Iterator[tuple[str, str, Any]]:
        """By case and name; of a list of rows each by itself."""
        for case, figures in self.cases.items():
            for name, value in figures.items():
                rows = isinstance(value, list) and all(isinstance(each, dict) for each in value)
                if name != MEASURED_AT:
                    yield from ((case, name, each) for each in (value if rows else [value]))

    def _write(self) -> None:
        document = {
            **self.figures(),
            **self.head,
            "python": platform.python_version(),
            "missed": self.missed(),
            "absent": self.absent(),
            "failed": self.failed,
            "cases": self.cases,
            MEASURED_AT: _now(),
        }
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.target.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(each)}" for name, each in value.items())
    return str(value)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
