"""How a metric is declared: with its kind, its unit and a sentence, so that the documentation knows every one."""

from collections.abc import Iterable
from itertools import product
from math import prod
from typing import NamedTuple

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

PREFIX = "mentormesh_"
ORGANISATION = "organisation"
OPEN = CollectorRegistry()
"""What whoever asks may read: nothing of it is by organisation."""
REGISTRY = CollectorRegistry()
"""The whole."""
REGISTRY.register(OPEN)

# When a series began is told by the series itself; told apart it would double the number of counters.
disable_created_metrics()  # type: ignore[no-untyped-call]
ProcessCollector(registry=OPEN)
GCCollector(registry=OPEN)

Values = Iterable[str]
"""All values that a label can have."""


class Described(NamedTuple):
    """A metric as the documentation shows it."""

    name: str
    kind: str
    unit: str
    sentence: str
    labels: tuple[str, ...]
    values: dict[str, tuple[str, ...]]
    """Of those labels whose values are all known: they are few."""

    @property
    def series_an_organisation(self) -> int:
        """How many series each organisation adds that has series of its own."""
        return prod(len(each) for each in self.values.values()) if ORGANISATION in self.labels else 0


CATALOGUE: list[Described] = []


def counter(name: str, unit: str, sentence: str, *labels: str, **values: Values) -> Counter:
    """What is counted from the start of the process. Labels: the service, those given, those with known values."""
    return Counter(*_listed("counter", name, unit, sentence, labels, values), registry=_where(labels))


def from_nought(service: str, *metrics: Counter | Histogram) -> None:
    """Show these at 0 for every value of their labels: what is first seen at 1 has not risen, to Prometheus."""
    known = {described.name.removesuffix("_total"): described.values for described in CATALOGUE}
    for metric in metrics:
        for combination in product(*known[metric._name].values()):
            metric.labels(service, *combination)


def gauge(name: str, unit: str, sentence: str, *labels: str, **values: Values) -> Gauge:
    """What is so at the moment. Labels as of a counter."""
    return Gauge(*_listed("gauge", name, unit, sentence, labels, values), registry=_where(labels))


def histogram(
    name: str, unit: str, sentence: str, buckets: tuple[float, ...], *labels: str, **values: Values
) -> Histogram:
    """How large something was, each time. Labels as of a counter; each value costs as many series as buckets, and 3."""
    listed = _listed("histogram", name, unit, sentence, labels, values)
    return Histogram(*listed, buckets=buckets, registry=_where(labels))


def _where(labels: tuple[str, ...]) -> CollectorRegistry:
    return REGISTRY if ORGANISATION in labels else OPEN


def _listed(
    kind: str, name: str, unit: str, sentence: str, open_labels: tuple[str, ...], values: dict[str, Values]
) -> tuple[str, str, tuple[str, ...]]:
    labels = ("service", *open_labels, *values)
    known = {label: tuple(map(str, each)) for label, each in values.items()}
    CATALOGUE.append(Described(PREFIX + name, kind, unit, sentence, labels, known))
    return PREFIX + name, f"{sentence} Unit: {unit}.", labels
