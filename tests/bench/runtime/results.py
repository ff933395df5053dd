"""The figures as they come, kept after every part; and what they are held to."""

import json
import os
import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from rich.console import Console
from rich.table import Table

from tests.bench.runtime.goals import AIMS, AT_LEAST, EXPECTED
from tests.bench.runtime.run import Figures, Run


@dataclass
class Results:
    """What was measured; written to `target`."""

    target: Path
    head: Figures
    parts: dict[str, Figures] = field(default_factory=dict)

    @classmethod
    def begin(cls, target: Path, run: Run, *, afresh: bool) -> Self:
        """With nothing, or with what was kept before when only some parts are measured again."""
        sizes = {"events": run.events, "aggregates": run.aggregates, "quick": run.quick}
        results = cls(target, {**sizes, "broker": run.broker(), "cores": len(os.sched_getaffinity(0))})
        if not afresh and target.exists():
            results.parts = json.loads(target.read_text()).get("parts", {})
        return results

    def keep(self, part: str, figures: Figures, seconds: float) -> None:
        """Add a part's figures, and write all."""
        # A part that is measured again may be so on another broker than the others.
        measured = {"broker": self.head["broker"], "took_s": round(seconds), "measured_at": _now()}
        self.parts[part] = {"measured": measured, **figures}
        self._write()

    def figures(self) -> Figures:
        """All parts' together, by name."""
        return {name: value for part in self.parts.values() for name, value in part.items() if name != "measured"}

    def missed(self) -> list[str]:
        """Names of the figures that are not what they should be."""
        found = self.figures()
        low = [name for name, least in AT_LEAST.items() if name in found and found[name] < least]
        return low if found.get("relay_in_order", True) else [*low, "relay_in_order"]

    def absent(self) -> list[str]:
        """Names of the figures that are asked for and were not measured."""
        found = self.figures()
        return [name for name in EXPECTED if name not in found]

    def show(self) -> None:
        """Print a table."""
        table = Table("part", "figure", "measured", "asked")
        for part, figures in self.parts.items():
            for name, value in figures.items():
                for line in value if isinstance(value, list) and name != "relay_rounds" else [value]:
                    table.add_row(part, name, _shown(line), _asked(name))
        console = Console(width=140)
        console.print(table)
        console.print(f"missed: {', '.join(self.missed()) or 'none'}")
        console.print(f"not measured: {', '.join(self.absent()) or 'none'}")

    def _write(self) -> None:
        document = {
            **self.figures(),
            **self.head,
            "python": platform.python_version(),
            "missed": self.missed(),
            "absent": self.absent(),
            "parts": self.parts,
            "measured_at": _now(),
        }
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.target.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def _asked(name: str) -> str:
    aim = f" (aim {AIMS[name]})" if name in AIMS else ""
    return f"≥ {AT_LEAST[name]}{aim}" if name in AT_LEAST else ""


def _shown(value: object) -> str:
    return ", ".join(f"{name}: {each}" for name, each in value.items()) if isinstance(value, dict) else str(value)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
