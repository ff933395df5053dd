"""Takes a roster in: each line is a command of its own in the writer's shared batches, so that good lines are kept."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

from services.profile.domain.imports.report import ImportReport
from services.profile.domain.people.declare import Declare, declare
from services.profile.domain.people.declared import everybody_in
from services.profile.domain.people.reserve import MOST, Reserve, reserve
from services.profile.domain.roster import Line, PersonDeclaration

WINDOW = 500
"""Lines that are read in one go, and given to the writer together. It prepares a batch while it commits another."""

CarryOut: TypeAlias = Callable[[Any, Any], Awaitable[Any]]
"""Has a decider answer a command, durably."""


def read_only(lines: Iterator[Line]) -> ImportReport:
    """Say what is wrong, and change nothing."""
    report = ImportReport(dry_run=True)
    for line in lines:
        report.read(line)
    return report


async def take_in(lines: Iterator[Line], organisation_id: str, carry_out: CarryOut) -> ImportReport:
    """Declare everybody whom a line describes. A window is read while the one before it is being written."""
    report = ImportReport()
    writing: asyncio.Task[None] | None = None
    try:
        while window := list(islice(lines, WINDOW)):
            declarations = _read(window, report)
            await _reserve(declarations, organisation_id, carry_out)
            if writing is not None:
                await writing
            writing = asyncio.create_task(_write(declarations, organisation_id, carry_out, report))
        if writing is not None:
            await writing
    finally:
        if writing is not None:
            writing.cancel()
    return report


def _read(window: Sequence[Line], report: ImportReport) -> list[PersonDeclaration]:
    for line in window:
        report.read(line)
    return [line.declaration for line in window if line.declaration is not None]


async def _reserve(declarations: Sequence[PersonDeclaration], organisation_id: str, carry_out: CarryOut) -> None:
    named = list(dict.fromkeys(name for declaration in declarations for name in everybody_in(declaration)))
    parts = (tuple(named[start : start + MOST]) for start in range(0, len(named), MOST))
    wishes = (Reserve(organisation_id=organisation_id, external_ids=part) for part in parts)
    await asyncio.gather(*(carry_out(reserve, wish) for wish in wishes))


async def _write(
    declarations: Sequence[PersonDeclaration], organisation_id: str, carry_out: CarryOut, report: ImportReport
) -> None:
    wishes = (Declare(organisation_id=organisation_id, declaration=declaration) for declaration in declarations)
    for declared in await asyncio.gather(*(carry_out(declare, wish) for wish in wishes)):
        report.became(declared.outcome)
