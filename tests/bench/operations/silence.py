"""Metrics that measure nothing, while a `with` lasts: the same services against a registry of no-ops.

It is done to the library's own kinds, not to ours: what services hold of a metric, and what they call on it, stays as
it is, so that only the counting is gone.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from time import perf_counter
from typing import Any
from unittest.mock import patch

from prometheus_client import Counter, Gauge, Histogram
from prometheus_client.metrics import MetricWrapperBase


@contextmanager
def silent_metrics() -> Iterator[None]:
    """Counters, gauges and histograms are called and do nothing; labels give the metric itself."""
    with ExitStack() as stack:
        stack.enter_context(patch.multiple(MetricWrapperBase, labels=_itself))
        stack.enter_context(patch.multiple(Counter, inc=_nothing))
        stack.enter_context(patch.multiple(Gauge, inc=_nothing, dec=_nothing, set=_nothing, set_function=_nothing))
        stack.enter_context(patch.multiple(Histogram, observe=_nothing, time=lambda _: nullcontext()))
        yield


class Counted:
    """Seconds that were spent in the metrics, with what counting them takes."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._inside = False

    def counting(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same call, counted; one that another one makes is counted with it."""

        def counted(*arguments: Any, **named: Any) -> Any:
            if self._inside:
                return call(*arguments, **named)
            self._inside, began = True, perf_counter()
            try:
                return call(*arguments, **named)
            finally:
                self.seconds += perf_counter() - began
                self._inside = False

        return counted


@contextmanager
def counted_metrics() -> Iterator[Counted]:
    """Every call to a metric is timed while the `with` lasts."""
    counted = Counted()
    kinds: dict[type[MetricWrapperBase], tuple[str, ...]] = {
        MetricWrapperBase: ("labels",),
        Counter: ("inc",),
        Gauge: ("inc", "dec", "set"),
        Histogram: ("observe",),
    }
    with ExitStack() as stack:
        for kind, names in kinds.items():
            for name in names:
                stack.enter_context(patch.object(kind, name, counted.counting(getattr(kind, name))))
        yield counted


def _itself(metric: Any, *_: object, **__: object) -> Any:
    return metric


def _nothing(*_: object, **__: object) -> None:
    return None
