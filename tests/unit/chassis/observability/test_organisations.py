from collections.abc import Iterator
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest
from prometheus_client import Gauge

from services.chassis.observability.catalogue import CATALOGUE, ORGANISATION, REGISTRY
from services.chassis.observability.organisations import DEFAULT, NAMED, OTHERS, NamedOrganisations, show_each

SERVICES = ("partners", "profile", "matching", "scheduling", "feedback")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    NAMED.allow(DEFAULT)


def test_the_first_so_many_are_named_and_the_rest_are_others() -> None:
    named = NamedOrganisations(2)
    assert [named.name(each) for each in ("a", "b", "a", "c", "d", "b")] == ["a", "b", "a", OTHERS, OTHERS, "b"]


def test_a_bound_of_none_counts_nothing_by_organisation() -> None:
    assert not NamedOrganisations(0)
    assert NamedOrganisations(1)


@pytest.fixture
def gauge() -> Gauge:
    return Gauge("waiting", "…", ("service", ORGANISATION, "waited"), registry=None)


def values(gauge: Gauge) -> dict[tuple[str, ...], float]:
    samples = (sample for family in gauge.collect() for sample in family.samples)
    return {tuple(sample.labels.values())[1:]: sample.value for sample in samples}


def test_those_beyond_are_shown_as_their_sum_or_as_the_largest(gauge: Gauge) -> None:
    found: dict[tuple[str, ...], float] = {
        ("a", "long"): 1.0,
        ("b", "long"): 2.0,
        ("c", "long"): 4.0,
        ("c", "short"): 8.0,
    }
    NAMED.allow(1)
    show_each(gauge, "matching", found)
    assert values(gauge) == {("a", "long"): 1, (OTHERS, "long"): 6, (OTHERS, "short"): 8}
    show_each(gauge, "matching", found, max)
    assert values(gauge)[OTHERS, "long"] == 4


def test_what_is_not_so_any_more_is_not_shown_any_more(gauge: Gauge) -> None:
    show_each(gauge, "matching", {("a", "long"): 1.0})
    show_each(gauge, "matching", {("b", "long"): 2.0})
    assert values(gauge) == {("b", "long"): 2}
    NAMED.allow(0)
    show_each(gauge, "matching", {("b", "long"): 2.0})
    assert values(gauge) == {}


def test_a_thousand_organisations_cost_what_the_documentation_says() -> None:
    for service in SERVICES:
        import_module(f"services.{service}.measures")
    by_organisation = [each for each in CATALOGUE if ORGANISATION in each.labels]
    assert by_organisation
    NAMED.allow(1000)
    before = series()
    for number in range(1050):
        name = NAMED.name(f"organisation-{number}")
        for described in by_organisation:
            metric = REGISTRY._names_to_collectors[described.name]
            for combination in product(*described.values.values()):
                metric.labels("priced", name, *combination)  # type: ignore[attr-defined]
    cost = series() - before
    said = sum(each.series_an_organisation for each in by_organisation)
    assert cost == said * 1001
    page = (Path(__file__).parents[4] / "docs/metrics.md").read_text(encoding="utf-8")
    assert f"{said * 1000:,} for 1,000" in page
    assert said <= 30
    for described in by_organisation:
        REGISTRY._names_to_collectors[described.name].clear()  # type: ignore[attr-defined]


def series() -> int:
    return sum(len(family.samples) for family in REGISTRY.collect())
