"""Takes a roster in: each line is a command of its own in the writer's shared batches, so that good lines are kept."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from itertools import islice
from typing import TypeAlias

from services.profile.domain.imports.report import ImportReport
from services.profile.domain.people.outcome import Declared
from services.profile.domain.roster import Line, PersonDeclaration

WINDOW = 500
"""Lines that are read in one go, and given to the writer together. It prepares a batch while it commits another."""

DeclareOne: TypeAlias = Callable[[PersonDeclaration], Awaitable[Declared]]


async def take_in(lines: Iterator[Line], declare_one: DeclareOne) -> ImportReport:
    """Declare everybody whom a line describes. A window is read while the one before it is being written."""
    report = ImportReport()
    writing: asyncio.Task[None] | None = None
    try:
        while window := _next_window(lines, report):
            if writing is not None:
                await writing
            writing = asyncio.create_task(_write(window, declare_one, report))
        if writing is not None:
            await writing
    finally:
        if writing is not None:
            writing.cancel()
    return report


def read_only(lines: Iterator[Line]) -> ImportReport:
    """Say what is wrong, and change nothing."""
    report = ImportReport(dry_run=True)
    for line in lines:
        report.read(line)
    return report


def _next_window(lines: Iterator[Line], report: ImportReport) -> list[PersonDeclaration | None]:
    window = list(islice(lines, WINDOW))
    for line in window:
        report.read(line)
    return [line.declaration for line in window]


async def _write(window: list[PersonDeclaration | None], declare_one: DeclareOne, report: ImportReport) -> None:
    outcomes = await asyncio.gather(*(declare_one(declared) for declared in window if declared is not None))
    for declared in outcomes:
        report.became(declared.outcome)
