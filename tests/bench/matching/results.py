"""The figures as they come, kept after every case; and what they are held to."""

import json
import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from rich.console import Console
from rich.table import Table

from tests.bench.matching.goals import AT_LEAST, AT_MOST
from tests.bench.matching.process import ONE_THREAD
from tests.bench.matching.run import Figures, Run


@dataclass
class Results:
    """What was measured; written to `target`."""

    target: Path
    head: Figures
    cases: dict[str, Figures] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def begin(cls, target: Path, core: int, run: Run, *, afresh: bool) -> Self:
        """With nothing, or with what was kept before when only some cases are measured again."""
        head = {"core": core, "threads": ONE_THREAD, "processor": _processor(), "quick": run.quick, "seed": run.seed}
        results = cls(target, head)
        if not afresh and target.exists():
            results.cases = json.loads(target.read_text())["cases"]
        return results

    def keep(self, case: str, figures: Figures) -> None:
        """Add a case's figures, and write all."""
        self.cases[case] = {name: _rounded(value) for name, value in figures.items()} | {"measured_at": _now()}
        self._write()

    def fail(self, case: str, trouble: Exception) -> None:
        """Note that a case has none, and why."""
        self.failed[case] = str(trouble)
        self._write()

    def figures(self) -> Figures:
        """All cases' together, by name."""
        return {name: value for case in self.cases.values() for name, value in case.items() if name != "measured_at"}

    def missed(self) -> list[str]:
        """Names of the figures that are not what they should be."""
        found = self.figures()
        low = [name for name, least in AT_LEAST.items() if name in found and found[name] < least]
        high = [name for name, most in AT_MOST.items() if name in found and found[name] > most]
        return low + high

    def absent(self) -> list[str]:
        """Names of the figures that are asked for and were not measured."""
        found = self.figures()
        return [name for name in (*AT_LEAST, *AT_MOST) if name not in found]

    def show(self) -> None:
        """Print a table."""
        table = Table("case", "figure", "measured", "asked")
        for case, figures in self.cases.items():
            for name, value in figures.items():
                if name != "measured_at":
                    table.add_row(case, name, str(value), _asked(name))
        console = Console(width=110)
        console.print(table)
        for case, trouble in self.failed.items():
            console.print(f"[red]{case} failed:[/red] {trouble.strip().rpartition(chr(10))[2]}")
        console.print(f"missed: {', '.join(self.missed()) or 'none'}")
        console.print(f"not measured: {', '.join(self.absent()) or 'none'}")

    def _write(self) -> None:
        document = {
            **self.figures(),
            **self.head,
            "python": platform.python_version(),
            "missed": self.missed(),
            "absent": self.absent(),
            "failed": self.failed,
            "cases": self.cases,
            "measured_at": _now(),
        }
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.target.write_text(json.dumps(document, indent=2) + "\n")


def _asked(name: str) -> str:
    if name in AT_LEAST:
        return f"≥ {AT_LEAST[name]}"
    return f"≤ {AT_MOST[name]}" if name in AT_MOST else ""


def _rounded(value: Any) -> Any:
    return float(f"{value:.5g}") if isinstance(value, float) else value


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
