"""A replica dies in the middle of work, as in a power cut: nothing is lost, and nothing is done twice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial

import httpx
import pytest

from cli.verify.history import History
from mentormesh_contracts import Event
from mentormesh_contracts.mentorships import MentorshipAccepted, MentorshipProposed, MentorshipStarted
from mentormesh_contracts.people import PersonRegistered
from tests.journeys.support.acts import enrol, open_programme, request
from tests.journeys.support.at_once import at_once
from tests.journeys.support.network import Network, client_of
from tests.journeys.support.party import Party
from tests.journeys.support.people import NDJSON, mentee, mentor, register_many, roster_of
from tests.journeys.support.replica import Replica
from tests.journeys.support.streams import faults, history
from tests.journeys.support.waiting import eventually
from tests.journeys.support.wish import Wish, as_told

ROSTER = 5_000
PAIRS = 30
HANDS = 8
"""How many wishes are under way at a time."""
SOME = 10
RULES = ("sequence", "once", "event_ids", "caused_once", "enrolled_once", "places", "transitions")


@dataclass
class Interrupted:
    """What was under way when the replica died."""

    importer: Party
    roster: bytes
    accepts: list[Wish]
    enrolments: list[Wish]
    answers: list[httpx.Response | None]
    """In the order of the wishes, accepts first; None where no answer came."""
    kept: int
    """People of the roster that were registered by then."""

    @property
    def wishes(self) -> list[Wish]:
        """All that was asked for beside the import."""
        return [*self.accepts, *self.enrolments]


@pytest.fixture(scope="module")
def interrupted(network: Network) -> Interrupted:
    """An import, thirty accepts and thirty enrolments, all on one replica, that is killed in the middle of them."""
    importer, willow = network.joined("Sallow"), network.joined("Willow")
    roster = roster_of(mentee(importer) for _ in range(ROSTER))
    accepts, enrolments = wishes_of(willow)
    with doomed(network) as (replica, client), ThreadPoolExecutor(HANDS + 1) as hands:
        upload = hands.submit(send_roster, client, importer, roster)
        eventually(lambda: importer.get("/v1/people", limit=1)["items"])
        sent = [hands.submit(wish.sent_to, client) for wish in [*accepts, *enrolments]]
        eventually(partial(some_are_done, sent))
        replica.kill()
    assert upload.exception() is not None, "the import was done before"
    answers = [each.result() for each in sent]
    return Interrupted(importer, roster, accepts, enrolments, answers, len(importer.all("/v1/people")))


def test_it_was_in_the_middle(interrupted: Interrupted) -> None:
    assert 0 < interrupted.kept < ROSTER
    assert 0 < interrupted.answers.count(None) < len(interrupted.answers)


def test_a_roster_that_is_sent_again_adds_those_who_are_missing(network: Network, interrupted: Interrupted) -> None:
    importer = interrupted.importer
    report = importer.post("/v1/people/imports", content=interrupted.roster, headers=NDJSON)
    counts = report["registered"], report["unchanged"], report["failed"]
    assert counts == (ROSTER - interrupted.kept, interrupted.kept, 0)
    people = importer.all("/v1/people")
    assert len(people) == len({each["external_id"] for each in people}) == ROSTER
    eventually(partial(told_once, network, PersonRegistered, {each["id"] for each in people}))


def test_whoever_got_no_answer_asks_again_and_whoever_got_one_is_given_the_same(
    network: Network, interrupted: Interrupted
) -> None:
    again = at_once([wish.repeated for wish in interrupted.wishes])
    for before, after in zip(interrupted.answers, again, strict=True):
        assert after.is_success, after.text
        assert before is None or as_told(before) == as_told(after)

    willow = interrupted.accepts[0].party
    mentorships = willow.all("/v1/mentorships")
    assert [each["status"] for each in mentorships] == ["active"] * PAIRS
    assert {each["used"] for each in willow.all("/v1/places/mentors")} == {1}
    enrolled = willow.all(interrupted.enrolments[0].path)
    assert {each["person_id"] for each in enrolled} == {wish.body["person_id"] for wish in interrupted.enrolments}
    ids = {each["id"] for each in mentorships}
    for kind in (MentorshipProposed, MentorshipAccepted, MentorshipStarted):
        eventually(partial(told_once, network, kind, ids))


def test_what_was_told_is_whole_and_in_order(network: Network, interrupted: Interrupted) -> None:
    assert not faults(history(network), *RULES)


def test_the_others_took_no_harm(network: Network, interrupted: Interrupted) -> None:
    assert not network.complaints()


@contextmanager
def doomed(network: Network) -> Iterator[tuple[Replica, httpx.Client]]:
    """One more replica, and a client of it."""
    with network.one_more() as replica, closing(client_of(replica)) as client:
        yield replica, client


def wishes_of(party: Party) -> tuple[list[Wish], list[Wish]]:
    """Thirty mentors who want to accept, and thirty people who want to be enrolled in another programme."""
    mentors = register_many(party, [mentor(party) for _ in range(PAIRS)])
    mentees = register_many(party, [mentee(party) for _ in range(PAIRS)])
    first, other = open_programme(party), open_programme(party)
    enrol(party, first, "mentor", *mentors)
    enrol(party, first, "mentee", *mentees)
    pairs = zip(mentors, mentees, strict=True)
    asked = [(request(party, first, mentee_id, mentor_id)["id"], mentor_id) for mentor_id, mentee_id in pairs]
    accepts = [Wish(party, f"/v1/mentorships/{id}/accept", {"person_id": mentor_id}) for id, mentor_id in asked]
    path = f"/v1/programmes/{other}/enrolments"
    return accepts, [Wish(party, path, {"person_id": id, "role": "mentee"}) for id in mentees]


def send_roster(client: httpx.Client, party: Party, roster: bytes) -> httpx.Response:
    headers = {"Authorization": f"Bearer {party.key}", **NDJSON}
    return client.post("/v1/people/imports", content=roster, headers=headers)


def some_are_done(sent: Sequence["Future[httpx.Response | None]"]) -> bool:
    return sum(each.done() for each in sent) >= SOME


def told_once(network: Network, kind: type[Event], ids: set[str]) -> History | None:
    """What was published, once there is such an event of each of these; there must never be two."""
    told = history(network)
    first = (record for records in told.first_occurrences.values() for record in records)
    counted = Counter(record.envelope.subject for record in first if isinstance(record.event, kind))
    assert not {id for id in ids if counted[id] > 1}
    return told if ids <= counted.keys() else None
