"""The parts of the benchmark, in the order in which they are measured."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from tests.bench.runtime.handlers import handlers
from tests.bench.runtime.million import million
from tests.bench.runtime.relayed import relayed
from tests.bench.runtime.run import Figures, Run
from tests.bench.runtime.scale import scale


@dataclass(frozen=True)
class Part:
    """One of them."""

    name: str
    about: str
    measure: Callable[[Run], Coroutine[Any, Any, Figures]]
    optional: bool = False


PARTS = (
    Part("handlers", "records through two handlers, beside bare replaces and one transaction a message", handlers),
    Part("relay", "rows of the outbox to the broker, marked", relayed),
    Part("scale", "one, two and four replicas", scale),
    Part("million", "a million aggregates against ten thousand", million, optional=True),
)
