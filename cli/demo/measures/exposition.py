"""`/metrics`, read as numbers."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from prometheus_client.parser import text_string_to_metric_families

from cli.client import Client


class Sample(NamedTuple):
    """One number with its labels."""

    name: str
    labels: dict[str, str]
    value: float


class Exposition:
    """Everything measured in a process at one moment."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        self._samples = tuple(samples)

    @classmethod
    def of(cls, text: str) -> "Exposition":
        """From Prometheus' text format."""
        families = text_string_to_metric_families(text)
        return cls(Sample(one.name, dict(one.labels), one.value) for family in families for one in family.samples)

    def named(self, name: str, **labels: str) -> Iterator[Sample]:
        """Samples of that name with at least these labels."""
        for sample in self._samples:
            if sample.name == name and labels.items() <= sample.labels.items():
                yield sample

    def total(self, name: str, **labels: str) -> float:
        """Their sum."""
        return sum(sample.value for sample in self.named(name, **labels))

    def largest(self, name: str, **labels: str) -> float:
        """The largest of them; 0 where there is none."""
        return max((sample.value for sample in self.named(name, **labels)), default=0.0)

    def by(self, label: str, name: str, **labels: str) -> dict[str, float]:
        """Sums by the value of a label."""
        sums: dict[str, float] = {}
        for sample in self.named(name, **labels):
            sums[sample.labels[label]] = sums.get(sample.labels[label], 0.0) + sample.value
        return sums

    def buckets(self, name: str, **labels: str) -> list[tuple[float, float]]:
        """Upper bounds and cumulated counts of a histogram, all its series together."""
        cumulated = self.by("le", f"{name}_bucket", **labels)
        return sorted((float(bound), count) for bound, count in cumulated.items())


async def read_metrics(client: Client) -> Exposition:
    """What the process says of itself now."""
    return Exposition.of((await client.get("/metrics")).content.decode())
