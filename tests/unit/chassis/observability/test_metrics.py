import re

from prometheus_client import generate_latest

from services.chassis.observability import metrics


def test_every_metric_has_a_sentence_a_unit_and_the_service_first() -> None:
    for described in metrics.CATALOGUE:
        assert described.sentence.endswith("."), described.name
        assert described.unit, described.name
        assert described.labels[0] == "service", described.name


def test_names_say_their_unit_as_prometheus_wants_it() -> None:
    for described in metrics.CATALOGUE:
        if described.unit == "seconds":
            assert described.name.endswith("_seconds"), described.name
        assert described.name.endswith("_total") == (described.kind == "counter"), described.name


def test_the_catalogue_and_the_registry_hold_the_same() -> None:
    exposed = {family.name for family in metrics.REGISTRY.collect() if family.name.startswith(metrics.PREFIX)}
    assert exposed == {described.name.removesuffix("_total") for described in metrics.CATALOGUE}


def test_effects_are_timed_finely_from_a_millisecond_to_ten_seconds() -> None:
    assert (metrics.FINE_SECONDS[0], metrics.FINE_SECONDS[-1]) == (0.001, 10)
    assert list(metrics.FINE_SECONDS) == sorted(set(metrics.FINE_SECONDS))
    assert len(metrics.FINE_SECONDS) >= 30


def test_a_count_is_exposed() -> None:
    metrics.records_total.labels("tested", "people", "applied").inc(3)
    exposed = generate_latest(metrics.REGISTRY).decode()
    assert re.search(r'mentormesh_records_total\{outcome="applied",service="tested",topic="people"\} 3', exposed)
