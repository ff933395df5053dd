"""Organisations as a label: only so many have series of their own, since each adds a couple of dozen."""

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import Counter, Gauge

OTHERS = "others"
DEFAULT = 100
Labels = tuple[str, ...]


class NamedOrganisations:
    """Those that have series of their own: the first so many that a process meets. The rest are counted together."""

    def __init__(self, most: int = DEFAULT) -> None:
        self._most = most
        self._named: set[str] = set()

    def allow(self, most: int) -> None:
        """How many may be named from now on; 0: nothing is counted by organisation."""
        self._most = most
        self._named.clear()

    def __bool__(self) -> bool:
        return self._most > 0

    def name(self, organisation_id: str) -> str:
        """The label's value for it."""
        if organisation_id in self._named:
            return organisation_id
        if len(self._named) >= self._most:
            return OTHERS
        self._named.add(organisation_id)
        return organisation_id


NAMED = NamedOrganisations()
"""Of this process."""


def count_each(counter: Counter, service: str, organisations: Iterable[str], *labels: str) -> None:
    """Count one for each of the organisations, as far as they are counted at all."""
    if NAMED:
        for organisation_id in organisations:
            counter.labels(service, NAMED.name(organisation_id), *labels).inc()


def show_each(
    gauge: Gauge,
    service: str,
    values: Mapping[Labels, float],
    together: Callable[[float, float], float] = float.__add__,
) -> None:
    """Show these values alone, by organisation and further labels; `together` makes one of those of the others."""
    shown: dict[Labels, float] = {}
    for (organisation_id, *labels), value in values.items() if NAMED else ():
        key = (NAMED.name(organisation_id), *labels)
        shown[key] = together(shown[key], float(value)) if key in shown else float(value)
    show(gauge, service, shown)


def show(gauge: Gauge, service: str, values: Mapping[Labels, float]) -> None:
    """Show these values alone: what was shown before and is not among them is gone."""
    gauge.clear()
    for labels, value in values.items():
        gauge.labels(service, *labels).set(value)
