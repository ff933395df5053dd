"""For each alert a fault that really fires it: on real servers, with Prometheus, and an hour that lasts a minute."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from deploy.local import Servers, start_servers
from deploy.monitoring.alerts import OBJECTIVES, SYMPTOMS, rule_files
from deploy.monitoring.alerts.tempo import Tempo
from mentormesh_contracts.people import PersonChanged, PersonRegistered
from tests.fresh_names import FreshNames
from tests.journeys.support.acts import accept, enrol, open_programme, plan, request
from tests.journeys.support.network import Network
from tests.journeys.support.party import Party
from tests.journeys.support.people import mentee, mentor, register_many
from tests.journeys.support.prometheus import Prometheus
from tests.journeys.support.raw_records import event_headers, person_body, publish
from tests.journeys.support.trouble import advance, asking, paused
from tests.journeys.support.waiting import eventually

MINUTE_FOR_AN_HOUR = Tempo(60)
PATIENCE = 90.0
LOOK_AGAIN = 0.25
A_MOMENT = 12.0
"""Seconds: after some more, drivers give up the connections on which they wait."""
BAD_ENOUGH = 20
A_BREATH = 4.0
"""Seconds in which drivers open all the connections that they may have: none is opened while the database hangs."""
DAYS = timedelta(days=20)
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@dataclass(frozen=True)
class Watched:
    """A network of two processes without workers, and what watches it."""

    network: Network
    prometheus: Prometheus

    def is_quiet(self, *alerts: str) -> None:
        """Wait until none of these fires any more."""
        eventually(lambda: not self.prometheus.firing() & set(alerts), seconds=PATIENCE)

    def fires(self, *alerts: str, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Wait until all of these have fired, while something goes on. Fails if one does not."""
        missing, deadline = set(alerts), time.monotonic() + PATIENCE
        while missing := missing - self.prometheus.firing():
            assert time.monotonic() < deadline, f"{missing} did not fire"
            meanwhile()
            time.sleep(LOOK_AGAIN)

    def fire_within(self, seconds: float, *alerts: str) -> bool:
        """Whether all of these fire at once before the time is over."""
        deadline = time.monotonic() + seconds
        while not set(alerts) <= self.prometheus.firing():
            if time.monotonic() > deadline:
                return False
            time.sleep(LOOK_AGAIN)
        return True


@pytest.fixture(scope="module")
def servers_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """They are killed and paused."""
    with start_servers(tmp_path_factory.mktemp("servers")) as servers:
        yield servers


@pytest.fixture(scope="module")
def watched(
    servers_of_its_own: Servers, session_prefix: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Watched]:
    directory = tmp_path_factory.mktemp("watched")
    namespace = FreshNames.next(session_prefix).namespace
    few = {
        "MENTORMESH_BAD_SHARE_LEAST": str(BAD_ENOUGH),
        "MENTORMESH_MONGO_CONNECTIONS": "10",
        "MENTORMESH_WORKERS": "false",
    }
    with Network(servers_of_its_own, namespace, directory, **few).running(replicas=2) as network:
        targets = {replica.url: "all" for replica in network.replicas}
        with Prometheus(directory, targets, rule_files(MINUTE_FOR_AN_HOUR)) as prometheus:
            yield Watched(network, prometheus)


@pytest.fixture(scope="module")
def elm(watched: Watched) -> Party:
    """An organisation of which every service has heard."""
    elm = watched.network.joined("Elm")
    pair(elm)
    return elm


def pair(party: Party) -> tuple[str, str, str]:
    """A programme, a mentor and a mentee who are enrolled in it."""
    programme = open_programme(party)
    mentor_id, mentee_id = register_many(party, [mentor(party), mentee(party)])
    enrol(party, programme, "mentor", mentor_id)
    enrol(party, programme, "mentee", mentee_id)
    return programme, mentor_id, mentee_id


def test_a_broker_that_hangs_makes_effects_late(watched: Watched, elm: Party) -> None:
    def late() -> None:
        with paused(watched.network.servers.kafka):
            register_many(elm, [mentee(elm) for _ in range(20)])
            time.sleep(2)
        time.sleep(1)

    watched.fires("MentorMeshEffectsLate", meanwhile=late)


def test_a_broker_that_is_dead_stalls_the_outbox(watched: Watched, elm: Party) -> None:
    watched.is_quiet("MentorMeshOutboxStalls")
    watched.network.servers.kafka.kill()
    try:
        register_many(elm, [mentee(elm)])
        watched.fires("MentorMeshOutboxStalls")
    finally:
        watched.network.servers.kafka.restart()
    watched.is_quiet("MentorMeshOutboxStalls", "MentorMeshFallsBehind")


def test_a_database_that_hangs_for_a_moment_uses_up_connections(watched: Watched, elm: Party) -> None:
    def hung() -> bool:
        time.sleep(A_BREATH)
        with paused(watched.network.servers.mongo):
            return watched.fire_within(A_MOMENT, "MentorMeshConnectionsUsedUp")

    with asking(watched.network, elm, at_once=100):
        eventually(hung, seconds=PATIENCE)


def test_a_database_that_hangs_is_noticed_in_three_ways(watched: Watched, elm: Party) -> None:
    noticed = ("MentorMeshApiFails", "MentorMeshFallsBehind", "MentorMeshNoOwner")
    watched.is_quiet(*noticed)
    people = [f"nobody-{number}" for number in range(30)]
    records = [(id, person_body(elm.id, id), event_headers(PersonRegistered.TYPE, id, 1)) for id in people]
    with asking(watched.network, elm, at_once=100), paused(watched.network.servers.mongo):
        asyncio.run(publish(watched.network, *records))
        watched.fires(*noticed)


def test_limits_that_each_process_counts_alone(watched: Watched, elm: Party) -> None:
    valkey = watched.network.servers.valkey
    valkey.kill()
    try:
        watched.fires("MentorMeshLimitsAlone", meanwhile=lambda: elm.get("/v1/people", limit=1))
    finally:
        valkey.restart()


def test_a_process_that_is_held_up(watched: Watched) -> None:
    replica = watched.network.replicas[1]

    def hold_up() -> None:
        replica.pause()
        time.sleep(0.8)
        replica.resume()

    watched.fires("MentorMeshEventLoopLate", meanwhile=hold_up)


def test_a_record_whose_predecessor_never_comes(watched: Watched, elm: Party) -> None:
    record = ("gone", person_body(elm.id, "gone"), event_headers(PersonChanged.TYPE, "gone", 5))
    asyncio.run(publish(watched.network, record))
    watched.fires("MentorMeshParkedForLong")


def test_somebody_who_is_booked_twice(watched: Watched, elm: Party) -> None:
    programme, mentor_id, mentee_id = pair(elm)
    mentorship = request(elm, programme, mentee_id, mentor_id)["id"]
    accept(elm, mentorship, mentor_id)
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=3)
    first, second = (plan(elm, mentorship, start + timedelta(hours=2 * number))["id"] for number in range(2))
    network = watched.network
    with MongoClient[dict[str, Any]](network.servers.mongo_url) as client:
        # No request could do this: one session is put into the other's place, by hand.
        sessions = client[network.settings.database("scheduling")]["sessions"]
        one = sessions.find_one({"_id": first})
        assert one is not None
        change = {"state": one["state"].replace(first, second), "by.start": one["by"]["start"]}
        sessions.update_one({"_id": second}, {"$set": change})
        watched.fires("MentorMeshBookedTwice")
        sessions.delete_one({"_id": second})


def test_reminders_after_a_long_sleep_and_offers_that_nobody_answered(watched: Watched, elm: Party) -> None:
    programme, mentor_id, mentee_id = pair(elm)
    request(elm, programme, mentee_id, mentor_id)
    advance(watched.network, "matching", DAYS)
    watched.fires("MentorMeshTimersLate", "MentorMeshOffersUnanswered")


def test_a_cycle_for_which_there_is_no_worker(watched: Watched, elm: Party) -> None:
    programme = open_programme(elm, "formal")
    started = elm.ask("POST", f"/v1/programmes/{programme}/cycles")
    assert started.status_code == 202, started.text
    advance(watched.network, "matching", timedelta(hours=3))
    watched.fires("MentorMeshCycleHangs")


def test_a_sender_that_sends_nonsense(watched: Watched) -> None:
    headers = [("ce_type", PersonChanged.TYPE.encode()), ("ce_specversion", b"1.0")]
    asyncio.run(publish(watched.network, *[(str(number), b"{", headers) for number in range(20 * BAD_ENOUGH)]))
    watched.fires("MentorMeshIntakeStopped", "MentorMeshDeadLetters")


def test_processes_that_are_killed(watched: Watched) -> None:
    for replica in watched.network.replicas:
        replica.kill()
    watched.fires("MentorMeshProcessDown", "MentorMeshNothingIsUp")


def test_no_alert_is_without_its_fault() -> None:
    written = Path(__file__).read_text(encoding="utf-8")
    for each in (*OBJECTIVES, *SYMPTOMS):
        assert f'"{each.alert}"' in written, each.alert
