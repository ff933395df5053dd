"""The figures as they come, kept after every case; and what they are held to."""

import json
import os
import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.api.goals import absent, asked, missed
from tests.bench.api.run import Figures

SUMMED = ("requests", "failed_requests", "lacking_effects")
OF_A_CASE = ("busy_cores", "clients", "failures", "generator_latest_ms", "measured_at", "rounds", "warm_up_s")
"""What several cases tell of themselves, under the same name."""


@dataclass
class Results:
    """What was measured; written to `target`."""

    target: Path
    head: Figures
    cases: dict[str, Figures] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def keep(self, case: str, figures: Figures) -> None:
        """Add a case's figures, and write all."""
        self.cases[case] = figures | {"measured_at": _now()}
        self._write()

    def fail(self, case: str, trouble: Exception) -> None:
        """Note that a case has none, and why."""
        self.failed[case] = repr(trouble)
        self._write()

    def figures(self) -> Figures:
        """All cases' together, by name; what several cases count is summed up."""
        found = {name: value for case in self.cases.values() for name, value in case.items() if name not in OF_A_CASE}
        return found | {name: sum(case.get(name, 0) for case in self.cases.values()) for name in SUMMED}

    def missed(self) -> list[str]:
        """Names of the figures that are not what they should be; a failed request or a lacking effect is one too."""
        found = self.figures()
        return missed(found) + [name for name in ("failed_requests", "lacking_effects") if found[name]]

    def show(self) -> None:
        """Print a table."""
        table = Table("case", "figure", "measured", "asked")
        for case, figures in self.cases.items():
            for name, value in figures.items():
                if name != "measured_at":
                    table.add_row(case, name, _shown(value), asked(name))
        console = Console(width=120)
        console.print(table)
        for case, trouble in self.failed.items():
            console.print(f"[red]{case} failed:[/red] {trouble}")
        console.print(f"broker: {self.head['broker']}")
        console.print(f"missed: {', '.join(self.missed()) or 'none'}")
        console.print(f"not measured: {', '.join(absent(self.figures())) or 'none'}")

    def _write(self) -> None:
        found = self.figures()
        document = {
            **found,
            **self.head,
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "missed": self.missed(),
            "absent": absent(found),
            "failed": self.failed,
            "cases": self.cases,
            "measured_at": _now(),
        }
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.target.write_text(json.dumps(document, indent=2) + "\n")


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(each)}" for name, each in value.items())
    return str(value)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
