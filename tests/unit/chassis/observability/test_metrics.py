import re
from importlib import import_module

import pytest
from prometheus_client import generate_latest

from services.chassis.observability import metrics
from services.chassis.observability.catalogue import CATALOGUE, ORGANISATION, PREFIX, REGISTRY

SERVICES = ("partners", "profile", "matching", "scheduling", "feedback")


@pytest.fixture(autouse=True)
def every_service_has_declared_its_own() -> None:
    for service in SERVICES:
        import_module(f"services.{service}.measures")


def test_every_metric_has_a_sentence_a_unit_and_the_service_first() -> None:
    for described in CATALOGUE:
        assert described.sentence.endswith("."), described.name
        assert described.unit, described.name
        assert described.labels[0] == "service", described.name


def test_names_say_their_unit_as_prometheus_wants_it() -> None:
    for described in CATALOGUE:
        if described.unit == "seconds":
            assert described.name.endswith("_seconds"), described.name
        assert described.name.endswith("_total") == (described.kind == "counter"), described.name


def test_the_catalogue_and_the_registry_hold_the_same() -> None:
    exposed = {family.name for family in REGISTRY.collect() if family.name.startswith(PREFIX)}
    assert exposed == {described.name.removesuffix("_total") for described in CATALOGUE}


def test_a_metric_by_organisation_says_so_in_its_name_and_has_few_series() -> None:
    for described in CATALOGUE:
        by_organisation = described.name.startswith(f"{PREFIX}organisation_")
        assert by_organisation == (ORGANISATION in described.labels), described.name
        if by_organisation:
            assert described.kind != "histogram", described.name
            assert set(described.labels) == {"service", ORGANISATION, *described.values}, described.name


def test_effects_are_timed_finely_from_a_millisecond_to_ten_seconds() -> None:
    assert (metrics.FINE_SECONDS[0], metrics.FINE_SECONDS[-1]) == (0.001, 10)
    assert list(metrics.FINE_SECONDS) == sorted(set(metrics.FINE_SECONDS))
    assert len(metrics.FINE_SECONDS) >= 30


def test_a_count_is_exposed() -> None:
    metrics.records_total.labels("tested", "people", "applied").inc(3)
    exposed = generate_latest(REGISTRY).decode()
    assert re.search(r'mentormesh_records_total\{outcome="applied",service="tested",topic="people"\} 3', exposed)


def test_no_series_tells_when_another_one_began() -> None:
    metrics.records_total.labels("tested", "people", "applied").inc()
    assert "_created" not in generate_latest(REGISTRY).decode()
