"""The cases of the benchmark, in the order in which they are measured."""

from collections.abc import Callable, Coroutine
from typing import Any

from tests.bench.options import Case
from tests.bench.results import Figures
from tests.bench.runtime.handlers import handlers
from tests.bench.runtime.million import million
from tests.bench.runtime.relayed import relayed
from tests.bench.runtime.run import Run
from tests.bench.runtime.scale import scale
from tests.bench.runtime.tracing import tracing

Measure = Callable[[Run], Coroutine[Any, Any, Figures]]
CASES: tuple[Case[Measure], ...] = (
    Case("handlers", "records through two handlers, beside bare replaces and one transaction a message", handlers),
    Case("relay", "rows of the outbox to the broker, marked", relayed),
    Case("scale", "one, two and four replicas", scale),
    Case("tracing", "the handlers with every event traced, and with tracing off", tracing, optional=True),
    Case("million", "a million aggregates against ten thousand", million, optional=True),
)
