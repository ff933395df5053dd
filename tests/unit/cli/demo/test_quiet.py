import pytest

from cli.demo.measures.exposition import Exposition, Sample
from cli.demo.measures.quiet import what_waits


def measured(**samples: float) -> Exposition:
    return Exposition(Sample(f"mentormesh_{name}", {"service": "matching"}, value) for name, value in samples.items())


def test_nothing_waits_where_every_measure_is_nothing() -> None:
    assert what_waits(measured(outbox_waiting_events=0, queue_depth=0, consumer_lag_events=0)) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("outbox_waiting_events", "1,200 events wait in outboxes (matching)"),
        ("queue_depth", "1,200 items wait for writers (matching)"),
        ("consumer_lag_events", "1,200 events are not applied yet (matching)"),
    ],
)
def test_what_waits_is_named_with_its_service(name: str, words: str) -> None:
    assert what_waits(measured(**{name: 1200})) == words


def test_parked_records_are_no_quiet() -> None:
    parked = Exposition([Sample("mentormesh_held_records", {"service": "feedback", "state": "parked"}, 2)])
    assert what_waits(parked) == "2 records are parked"


def test_dead_letters_wait_for_nobody() -> None:
    dead = Exposition([Sample("mentormesh_held_records", {"service": "feedback", "state": "dead_letter"}, 2)])
    assert what_waits(dead) is None
