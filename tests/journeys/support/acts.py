"""What organisations do with each other: programmes, mentorships, sessions, feedback."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.journeys.support.party import Body, Party, problem
from tests.journeys.support.people import QUALITIES
from tests.journeys.support.waiting import eventually

AHEAD = timedelta(seconds=1.3)
"""A session is planned to the second and may not begin in the past; nobody wants to wait for it."""


def open_programme(party: Party, kind: str = "informal", **rest: Any) -> str:
    """The id of a programme that has just been opened."""
    return str(party.post("/v1/programmes", {"kind": kind, "title": f"A {kind} programme", **rest})["id"])


def enrol(party: Party, programme_id: str, role: str, *people: str) -> None:
    """All of them in that role. People of a roster may have to be heard of first."""
    left = set(people)

    def all_enrolled() -> bool:
        wishes = [{"person_id": person, "role": role} for person in left]
        outcomes = party.post(f"/v1/programmes/{programme_id}/enrolments/bulk", {"people": wishes})["people"]
        refused = {each["person_id"]: each["problem"] for each in outcomes if each["enrolment"] is None}
        assert set(refused.values()) <= {"unknown"}, outcomes
        left.intersection_update(refused)
        return not left

    eventually(all_enrolled)


def request(party: Party, programme_id: str, mentee_id: str, mentor_id: str) -> Body:
    """A mentorship that waits for the mentor."""
    wish = {"mentee_id": mentee_id, "mentor_id": mentor_id}
    return party.post(f"/v1/programmes/{programme_id}/requests", wish)


def approve(mentorship_id: str, *parties: Party) -> None:
    """Each of their coordinators says yes."""
    for party in parties:
        party.post(f"/v1/mentorships/{mentorship_id}/approve")


def accept(party: Party, mentorship_id: str, person_id: str) -> Body:
    """The mentorship, once that member has said yes."""
    return party.post(f"/v1/mentorships/{mentorship_id}/accept", {"person_id": person_id})


def plan(party: Party, mentorship_id: str, start: datetime, **rest: Any) -> Body:
    """A session of an hour, booked at once unless said otherwise."""
    wish = {"start": start.isoformat(timespec="seconds"), "zone": "UTC", "book": True, **rest}
    return party.post(f"/v1/mentorships/{mentorship_id}/sessions", wish)


def begun(party: Party, mentorship_id: str) -> str:
    """The id of a short session that has begun."""
    ahead = AHEAD
    while (session := _about_to_begin(party, mentorship_id, ahead)) is None:
        ahead *= 2
    start = datetime.fromisoformat(session["start"])
    eventually(lambda: datetime.now(UTC) > start)
    return str(session["id"])


def _about_to_begin(party: Party, mentorship_id: str, ahead: timedelta) -> Body | None:
    # A busy machine may take longer to hear of the wish than there was time until the start.
    start = (datetime.now(UTC) + ahead).replace(microsecond=0)
    wish = {"start": start.isoformat(), "zone": "UTC", "book": True, "duration_minutes": 5}
    planned = party.ask("POST", f"/v1/mentorships/{mentorship_id}/sessions", wish)
    if planned.is_success:
        session: Body = planned.json()
        return session
    assert problem(planned) == (409, "in-the-past"), planned.text
    return None


def hold(party: Party, mentorship_id: str, came: Sequence[str]) -> str:
    """The id of a session that was held."""
    id = begun(party, mentorship_id)
    assert party.post(f"/v1/sessions/{id}/attendance", {"came": list(came)})["status"] == "held"
    return id


def answer(party: Party, session_id: str, person_id: str, **answers: Any) -> Body:
    """What somebody who was there says of it."""
    return party.post(f"/v1/sessions/{session_id}/feedback", {"person_id": person_id, **answers})


def rate(party: Party, session_id: str, mentee_id: str, rating: int = 5, **rest: Any) -> Body:
    """A mentee rates the mentor, the same in every quality."""
    return answer(party, session_id, mentee_id, ratings=dict.fromkeys(QUALITIES, rating), **rest)


def set_goal(party: Party, mentorship_id: str, goal: str = "knowledge_transfer") -> str:
    """The id of a goal that both agreed on."""
    return str(party.post(f"/v1/mentorships/{mentorship_id}/goals", {"goal": goal})["id"])
