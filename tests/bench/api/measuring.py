"""One case after another, whatever becomes of one."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import uvloop

from tests.bench.api.run import Run
from tests.bench.options import Case
from tests.bench.results import Figures, Results

Measure = Callable[[Run], Coroutine[Any, Any, Figures]]


def measure(case: Case[Measure], run: Run, results: Results) -> None:
    """Keep its figures, or why there are none: the others are measured all the same."""
    run.say(f"{case.name}: {case.about}")
    try:
        results.keep(case.name, uvloop.run(case.measure(run)))
    except (Exception, asyncio.CancelledError) as trouble:
        run.say(f"{case.name} failed: {trouble!r}")
        results.fail(case.name, trouble)
