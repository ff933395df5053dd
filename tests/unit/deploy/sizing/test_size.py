"""Sizes for networks, from figures of round numbers."""

import time

import pytest

from deploy.sizing import Network, size_of
from deploy.sizing.load import in_the_busiest_hour, load_of
from deploy.sizing.network import PEAK
from deploy.sizing.size import CATCH_UP
from deploy.sizing.storage import storage_of
from deploy.sizing.table import rows_of
from tests.unit.deploy.sizing.given import COSTS, measured

HUNDRED = Network(organisations=100)
MANY = Network(organisations=1_000, people_each=100)


def test_events_are_those_of_the_sample_network_for_as_many_sessions() -> None:
    load = load_of(HUNDRED, measured())
    assert HUNDRED.people == 100_000
    assert load.events["sessions"] == pytest.approx(2 * 100_000 * 0.2 * 25)
    assert load.events["mentorships"] == pytest.approx(2 * 20_000)
    assert load.events["people"] == pytest.approx(100_000 * 13)


def test_a_service_hears_all_streams_that_it_reads() -> None:
    load = load_of(HUNDRED, measured())
    assert load.heard["scheduling"] == pytest.approx(load.events["people"] + load.events["mentorships"])


def test_the_busiest_hour_is_some_times_the_mean_one() -> None:
    assert in_the_busiest_hour(365 * 24 * 3600) == pytest.approx(PEAK)
    assert pytest.approx(7.56) == PEAK


def test_what_is_stored_grows_with_the_years_and_people_do_not() -> None:
    one, three = (Network(organisations=100, years=years) for years in (1, 3))
    stored = [storage_of(each, load_of(each, measured()), measured()) for each in (one, three)]
    sessions = [each.documents["scheduling"] for each in stored]
    assert 2 < sessions[1] / sessions[0] < 3
    assert stored[1].documents["profile"] / stored[0].documents["profile"] < 1.5


def test_documents_are_counted_with_their_indexes() -> None:
    network = Network(organisations=1, people_each=100, mentorships=0.001, sessions=0)
    stored = storage_of(network, load_of(network, measured()), measured())
    # Two of people, an outbox row of each, a tenth of everything's events and answers.
    assert stored.documents["profile"] == pytest.approx(100 * 3 * 60, rel=0.2)


def test_a_small_network_has_one_replica_and_a_larger_one_two() -> None:
    small, large = (size_of(Network(organisations=each), measured()) for each in (10, 11))
    assert {each.replicas for each in small.services.values()} == {1}
    assert min(each.replicas for each in large.services.values()) == 2


def test_replicas_make_up_for_an_outage_in_time_however_dear_events_are() -> None:
    dear = COSTS.model_copy(update={"event_us": {"service": 1_000_000.0, "mongod": 500.0}})
    size = size_of(MANY, measured(dear))
    usual = size_of(MANY, measured())
    assert all(each.catch_up_s <= CATCH_UP for each in size.services.values())
    assert size.partitions > usual.partitions


def test_effects_take_longer_beside_a_large_cycle() -> None:
    waiting = size_of(MANY, measured()).waiting
    assert waiting.p50 <= waiting.p99 < waiting.p99_with_cycle
    assert waiting.service == "matching"


def test_all_rosters_at_once_take_as_long_as_the_slowest_of_relay_and_readers() -> None:
    size = size_of(MANY, measured())
    assert size.rosters_s == pytest.approx(100_000 * (1_000 + 9_000 / 500) / 1e6 / 2)
    quick = COSTS.model_copy(update={"event_us": {"service": 10.0, "mongod": 10.0}})
    assert size_of(MANY, measured(quick)).rosters_s == pytest.approx(10.0)


def test_matching_holds_every_mentor_in_each_of_its_replicas() -> None:
    held = {name: each.replica_bytes for name, each in size_of(HUNDRED, measured()).services.items()}
    assert held["profile"] == pytest.approx(150e6)
    assert held["matching"] == pytest.approx(150e6 + 35_000 * 1_000)


def test_a_cycle_takes_what_its_pairs_and_people_take() -> None:
    few, more = (size_of(Network(organisations=100, partners=each), measured()).cycle for each in (0, 9))
    assert more.pairs == pytest.approx(10 * few.pairs)
    assert more.seconds == pytest.approx(1 + more.pairs * 1e-6)
    assert more.bytes == few.bytes == pytest.approx(300e6 + 20_000 * 2_000)


def test_organisations_cannot_share_with_more_than_there_are() -> None:
    assert size_of(Network(organisations=5, partners=10), measured()).cycle.pairs == pytest.approx(
        size_of(Network(organisations=5, partners=4), measured()).cycle.pairs
    )


@pytest.mark.parametrize("wrong", [{"organisations": 0}, {"people_each": 0}, {"mentors": 1.0}])
def test_a_network_that_cannot_be_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"at least one|share of mentors"):
        Network(**{"organisations": 1, **wrong})


def test_more_replicas_than_partitions_are_told() -> None:
    dear = COSTS.model_copy(update={"event_us": {"service": 9_000_000.0, "mongod": 500.0}})
    size = size_of(MANY, measured(dear))
    told = {line[0]: line[1] for line in rows_of([size])}
    assert told["partitions needed for them"] == f"{size.partitions}, and there are 16"


def test_a_network_of_any_size_is_reckoned_in_seconds() -> None:
    begun = time.monotonic()
    size = size_of(Network(organisations=50_000, people_each=10_000), measured())
    assert size.waiting.p99 > 0
    assert time.monotonic() - begun < 60
