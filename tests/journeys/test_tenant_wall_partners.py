"""What a partner sees of a person, relation by relation: the table of the design, section 5."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.journeys.support.acts import accept, answer, approve, enrol, hold, plan, request
from tests.journeys.support.party import problem
from tests.journeys.support.people import Someone, mentee, mentor, register
from tests.journeys.support.watch import WORD
from tests.journeys.wall.home import Home


@dataclass
class Met:
    """Alder's mentor and Birch's mentee, wherever they stand with each other."""

    home: Home
    mentor: Someone
    mentee: Someone
    mentorship_id: str = ""

    @property
    def attribute(self) -> str:
        return self.mentor.words.attribute

    @property
    def contact(self) -> str:
        return self.mentor.words.contact

    def shows(self, *words: str) -> None:
        """Let Birch read these, and no others."""
        self.home.network.watch.show(self.home.birch.id, *words)

    def seen(self) -> str:
        """All that Birch is told of the mentor."""
        answer = self.home.birch.ask("GET", f"/v1/people/{self.mentor.id}")
        assert answer.status_code == 200, answer.text
        return answer.text


@pytest.fixture
def met(home: Home) -> Met:
    """Two who are enrolled in the programme that Alder shares: whoever asks for mentors there is told of skills."""
    met = Met(home, mentor(home.alder, places=3), mentee(home.birch))
    register(home.alder, met.mentor)
    register(home.birch, met.mentee)
    enrol(home.alder, home.shared, "mentor", met.mentor.id)
    enrol(home.birch, home.shared, "mentee", met.mentee.id)
    met.shows(met.attribute)
    return met


@pytest.fixture
def candidate(met: Met) -> Met:
    """The mentee asks for the mentor; nobody has said anything to it."""
    met.mentorship_id = request(met.home.birch, met.home.shared, met.mentee.id, met.mentor.id)["id"]
    return met


@pytest.fixture
def approved(candidate: Met) -> Met:
    """Both coordinators have approved."""
    candidate.shows(candidate.contact)
    approve(candidate.mentorship_id, candidate.home.alder, candidate.home.birch)
    return candidate


@pytest.fixture
def active(approved: Met) -> Met:
    """They are a pair."""
    accept(approved.home.alder, approved.mentorship_id, approved.mentor.id)
    return approved


def test_with_nothing_between_them_not_even_that_the_person_exists(met: Met) -> None:
    for path in ("", "/calendar", "/readiness", "/busy-times", "/scores"):
        assert problem(met.home.birch.ask("GET", f"/v1/people/{met.mentor.id}{path}")) == (404, "unknown")


def test_a_recommended_mentor_has_attributes_and_no_name(met: Met) -> None:
    path = f"/v1/programmes/{met.home.shared}/recommendations"
    recommended = met.home.birch.get(path, mentee_id=met.mentee.id, limit=50)["items"]
    assert {met.attribute} <= words_of(recommended)


def test_a_candidate_is_seen_with_attributes_and_no_name(candidate: Met) -> None:
    seen = candidate.seen()
    assert candidate.attribute in seen
    assert candidate.contact not in seen
    assert candidate.home.birch.ask("GET", f"/v1/people/{candidate.mentor.id}/calendar").status_code == 404


def test_one_coordinators_approval_is_not_enough_for_a_name(candidate: Met) -> None:
    approve(candidate.mentorship_id, candidate.home.birch)
    assert candidate.contact not in candidate.seen()
    assert problem(candidate.home.cedar.ask("GET", f"/v1/people/{candidate.mentor.id}")) == (404, "unknown")


def test_with_both_coordinators_approval_the_name_is_told(approved: Met) -> None:
    assert approved.contact in approved.seen()
    assert problem(approved.home.cedar.ask("GET", f"/v1/people/{approved.mentor.id}")) == (404, "unknown")


def test_in_an_active_mentorship_name_and_hours_are_seen_and_nothing_in_confidence(active: Met) -> None:
    alder, birch = active.home.alder, active.home.birch
    seen = active.seen()
    assert {active.contact, active.attribute} <= words_of(seen)
    assert active.mentor.words.external_id not in seen
    assert active.mentor.words.confidence not in seen
    plan(alder, active.mentorship_id, active.home.later())
    (busy,) = birch.get(f"/v1/people/{active.mentor.id}/calendar")["busy"]
    assert (busy["session_id"], busy["busy_time_id"]) == (None, None)
    for path in ("/readiness", "/busy-times", "/scores"):
        assert problem(birch.ask("GET", f"/v1/people/{active.mentor.id}{path}")) == (404, "unknown")
    for path in ("", "/calendar"):
        assert problem(active.home.cedar.ask("GET", f"/v1/people/{active.mentor.id}{path}")) == (404, "unknown")


def test_without_consent_there_is_no_name_whatever_was_approved(active: Met) -> None:
    path = f"/v1/people/{active.mentor.id}"
    assert active.home.alder.ask("PATCH", path, {"shares_contact": False}).is_success
    assert active.contact not in active.seen()
    assert active.attribute in active.seen()


def test_when_it_is_over_it_is_as_if_they_had_never_met(active: Met) -> None:
    active.home.birch.post(f"/v1/mentorships/{active.mentorship_id}/end", {"reason": "no_time"})
    for path in ("", "/calendar"):
        assert problem(active.home.birch.ask("GET", f"/v1/people/{active.mentor.id}{path}")) == (404, "unknown")


def test_a_partners_answers_are_counted_from_five_on_and_words_are_never_told(active: Met) -> None:
    alder, birch = active.home.alder, active.home.birch
    held = hold(birch, active.mentorship_id, [active.mentor.id, active.mentee.id])
    comment = active.home.network.watch.word(alder.id)
    given = answer(alder, held, active.mentor.id, benefits=["satisfaction"], comment=comment)
    assert given["id"] not in str(birch.all("/v1/feedback"))
    for path in ("", "/comment"):
        assert problem(birch.ask("GET", f"/v1/feedback/{given['id']}{path}")) == (404, "unknown")
    (partners,) = birch.get(f"/v1/mentorships/{active.mentorship_id}/report")["partner_answers"]
    assert (partners["summary"], partners["held_back"]) == (None, "fewer_than_five_answers")


def test_a_partner_speaks_for_its_own_people_alone(approved: Met) -> None:
    alder, birch, id = approved.home.alder, approved.home.birch, approved.mentorship_id
    for act in ("accept", "decline"):
        refused = birch.ask("POST", f"/v1/mentorships/{id}/{act}", {"person_id": approved.mentor.id})
        assert problem(refused) == (404, "unknown")
    accept(alder, id, approved.mentor.id)
    held = hold(birch, id, [approved.mentor.id, approved.mentee.id])
    refused = birch.ask("POST", f"/v1/sessions/{held}/feedback", {"person_id": approved.mentor.id})
    assert problem(refused)[0] == 404
    assert birch.post(f"/v1/sessions/{held}/feedback", {"person_id": approved.mentee.id})["role"] == "mentee"


def words_of(told: Any) -> set[str]:
    """Every word of ours in it."""
    return set(WORD.findall(str(told)))
