"""The broker dies while organisations work and comes back with nothing, or (Apache Kafka) with all: all is there."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event as Flag
from typing import Any

import pytest
from pymongo import MongoClient

from cli.services import NAMES, load
from deploy.local import Servers, start_servers
from deploy.local.tansu import TansuServer
from mentormesh_contracts import Event
from mentormesh_contracts.mentorships import MentorshipStarted
from mentormesh_contracts.people import PersonRegistered
from mentormesh_contracts.sessions import SessionBooked
from services.chassis.replay.replay import Replay, Wish
from services.chassis.replay.report import Found
from tests.fresh_names import FreshNames
from tests.journeys.support.acts import accept, enrol, open_programme, plan, request
from tests.journeys.support.network import Network
from tests.journeys.support.party import Party
from tests.journeys.support.people import mentee, mentor, register_many
from tests.journeys.support.streams import faults, history
from tests.journeys.support.waiting import eventually

RULES = ("sequence", "once", "event_ids", "caused_once", "enrolled_once", "places", "transitions")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
BEFORE, AFTER = 3, 3
"""Pairs whose story is complete before the broker is lost, and after it is back."""


class Work:
    """Pairs of one organisation: registered, enrolled, matched, and booked for a session, one after the other."""

    def __init__(self, party: Party) -> None:
        self.party, self.enough = party, Flag()
        self.people: set[str] = set()
        self.mentorships: set[str] = set()
        self.sessions: set[str] = set()

    def go_on(self) -> None:
        """Until it is enough."""
        programme = open_programme(self.party)
        while not self.enough.is_set():
            mentor_id, mentee_id = register_many(self.party, [mentor(self.party), mentee(self.party)])
            self.people |= {mentor_id, mentee_id}
            enrol(self.party, programme, "mentor", mentor_id)
            enrol(self.party, programme, "mentee", mentee_id)
            mentorship = request(self.party, programme, mentee_id, mentor_id)["id"]
            accept(self.party, mentorship, mentor_id)
            self.mentorships.add(mentorship)
            start = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
            self.sessions.add(plan(self.party, mentorship, start)["id"])


@pytest.fixture(scope="module")
def own_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """A broker and a database of this journey's own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("KAFKA", "MONGO", "REDIS"):
            patch.delenv(f"MENTORMESH_{name}_URL", raising=False)
        with start_servers(tmp_path_factory.mktemp("servers"), valkey=False) as started:
            yield started


@pytest.fixture(scope="module")
def lost(
    own_servers: Servers, session_prefix: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Network, Work]]:
    """A network that worked on while its broker was lost, and has come to rest."""
    namespace = FreshNames.next(session_prefix).namespace
    with Network(own_servers, namespace, tmp_path_factory.mktemp("lost")).running(replicas=2) as network:
        work = Work(network.joined("Hazel"))
        with ThreadPoolExecutor(1) as hands:
            working = hands.submit(work.go_on)
            try:
                eventually(lambda: working.done() or len(work.sessions) >= BEFORE, seconds=120)
                own_servers.kafka.kill()
                own_servers.kafka.restart()
                there = len(work.sessions)
                eventually(lambda: working.done() or len(work.sessions) >= there + AFTER, seconds=120)
            finally:
                work.enough.set()
            working.result()
        eventually(lambda: all(waiting == 0 for waiting in unpublished(network).values()))
        yield network, work


def unpublished(network: Network) -> dict[str, int]:
    """How many events wait in each outbox."""
    with MongoClient[dict[str, Any]](network.servers.mongo_url) as client:
        outboxes = {name: client[network.settings.database(name)]["outbox"] for name in NAMES}
        return {name: outbox.count_documents({"pending": True}) for name, outbox in outboxes.items()}


def test_every_accepted_request_is_on_the_topics(lost: tuple[Network, Work]) -> None:
    network, work = lost
    told = history(network)
    records = [record for each in told.first_occurrences.values() for record in each]
    accepted: dict[type[Event], set[str]] = {
        PersonRegistered: work.people,
        MentorshipStarted: work.mentorships,
        SessionBooked: work.sessions,
    }
    for kind, ids in accepted.items():
        assert ids <= {record.envelope.subject for record in records if isinstance(record.event, kind)}


def test_what_is_on_them_is_whole_and_in_order(lost: tuple[Network, Work]) -> None:
    assert not faults(history(lost[0]), *RULES)


@pytest.mark.parametrize("service", NAMES)
def test_what_each_service_heard_is_what_the_others_tell(lost: tuple[Network, Work], service: str) -> None:
    found = replayed(lost[0], service)
    assert (found.different, found.undecided, found.waiting) == (0, 0, 0)
    assert all(kind.equal == kind.compared for kind in found.kinds)


def replayed(network: Network, name: str) -> Found:
    """A replay of one of the running services."""
    (service,) = load([name])
    return asyncio.run(Replay(service, network.settings, Wish(service.rebuilt_kinds), lambda done, all: None).run())


def test_what_it_kept_was_found_out(lost: tuple[Network, Work], own_servers: Servers) -> None:
    with MongoClient[dict[str, Any]](own_servers.mongo_url) as client:
        for name in ("partners", "profile", "matching", "scheduling"):
            notes = client[lost[0].settings.database(name)]["relay"].find_one({"_id": "topics"})
            assert notes is not None
            assert bool(notes["incarnation"]) == (own_servers.kafka.broker == TansuServer.broker), name
