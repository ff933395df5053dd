"""What is seen while the demo runs: the phase under way with its progress, and a line for each that is done."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from cli.demo.exchange import Exchange

WIDTH = 100
TITLE, SAID = 26, 50
"""Columns of a line: how wide the title and what is said of it are."""


@dataclass(frozen=True)
class PhaseDone:
    """How a phase went."""

    title: str
    seconds: float
    requests: int
    said: str


class Step:
    """The phase under way."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress, self._task = progress, task
        self.said = ""

    def expect(self, count: int) -> None:
        """So many more ticks will come."""
        total = self._progress.tasks[self._progress.task_ids.index(self._task)].total or 0
        self._progress.update(self._task, total=total + count)

    def tick(self) -> None:
        """One thing is done."""
        self._progress.advance(self._task)

    def say(self, said: str) -> None:
        """What came of it, in a few words."""
        self.said = said


class Stage:
    """Shows phases as they come and go, and remembers how long each took."""

    def __init__(self, console: Console, exchange: Exchange) -> None:
        self.console, self._exchange = console, exchange
        self.done: list[PhaseDone] = []

    @contextmanager
    def phase(self, title: str) -> Iterator[Step]:
        """Show and time a phase."""
        begun, before = time.perf_counter(), self._exchange.requests
        with _progress(self.console) as progress:
            step = Step(progress, progress.add_task(title, total=None))
            yield step
        took = PhaseDone(title, time.perf_counter() - begun, self._exchange.requests - before, step.said)
        self.done.append(took)
        self.console.print(_line(took))


def _progress(console: Console) -> Progress:
    return Progress(
        SpinnerColumn(style="cyan"),
        TextColumn(f"{{task.description:<{TITLE}}}"),
        BarColumn(bar_width=30, complete_style="cyan", finished_style="cyan"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _line(phase: PhaseDone) -> Text:
    requests = f"{phase.requests:,} req." if phase.requests else ""
    return Text.assemble(
        ("✓ ", "green"),
        (f"{phase.title:<{TITLE}}", "bold"),
        f"{phase.said:<{SAID}.{SAID}}",
        (f"{requests:>11}{phase.seconds:>8.2f} s", "dim"),
    )
