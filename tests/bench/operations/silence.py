"""Metrics that measure nothing, while a `with` lasts: the same services against a registry of no-ops.

It is done to the library's own kinds, not to ours: what services hold of a metric, and what they call on it, stays as
it is, so that only the counting is gone.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
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
        stack.enter_context(patch.multiple(Gauge, inc=_nothing, dec=_nothing, set=_nothing))
        stack.enter_context(patch.multiple(Histogram, observe=_nothing, time=lambda _: nullcontext()))
        yield


def _itself(metric: Any, *_: object, **__: object) -> Any:
    return metric


def _nothing(*_: object, **__: object) -> None:
    return None
