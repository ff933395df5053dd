"""Facts of a small network, each made in one line: three organisations, their people and programmes."""

from datetime import timedelta
from typing import Any

from mentormesh_contracts.feedback import (
    FeedbackRecord,
    MentorScores,
    QualityScore,
)
from mentormesh_contracts.mentorships import (
    AgreementPlace,
    Approval,
    Member,
    Mentorship,
)
from mentormesh_contracts.organisations import (
    Agreement,
    Organisation,
    Share,
)
from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import (
    Audit,
    Enrolment,
    Participant,
    Policy,
    Programme,
    Structure,
)
from mentormesh_contracts.sessions import (
    Attendee,
    Session,
)
from mentormesh_contracts.vocabulary import (
    AgreementStatus,
    Goal,
    MentorshipOrigin,
    MentorshipStatus,
    Objective,
    ProgrammeKind,
    Quality,
    Role,
    SessionStatus,
)
from tests.unit.cli.verify.chronicle import START

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NORTH, SOUTH, EAST = "north", "south", "east"
HOME = {
    **dict.fromkeys(("ada", "eli", "nia", "noa"), NORTH),
    **dict.fromkeys(("bo", "cy", "pia"), SOUTH),
    "eve": EAST,
}
MENTOR, MENTEE, PEER = Role.MENTOR, Role.MENTEE, Role.PEER
KINDS = {
    "formal": ProgrammeKind.FORMAL,
    "informal": ProgrammeKind.INFORMAL,
    "group": ProgrammeKind.GROUP,
    "peer": ProgrammeKind.PEER,
}


def organisation(id: str) -> Organisation:
    """One that has just joined."""
    return Organisation(id=id, name=f"The {id} house", joined_at=START)


def agreement(**changes: Any) -> Agreement:
    """North and south share all roles, with approvals of both and four places for south's people."""
    roles = (MENTOR, MENTEE, PEER)
    given: dict[str, Any] = {
        "id": "a1",
        "offered_by": NORTH,
        "offered_to": SOUTH,
        "gives": Share(roles=roles, places=5),
        "receives": Share(roles=roles),
        "dual_approval": True,
        "status": AgreementStatus.OFFERED,
        "offered_at": START,
    }
    return Agreement(**given | changes)


def audit() -> Audit:
    """Of a cycle that brought one pair together."""
    return Audit(
        objective=Objective.MOST_MATCHED,
        engine_version="2.0",
        result_hash="0" * 64,
        coverage=1.0,
        total_score=0.5,
        worst_score=0.5,
    )


def person(id: str, **changes: Any) -> Person:
    """A mentor of ten years, or somebody of two; peers differ in their main discipline."""
    mentors = {"ada", "eli"}
    main = {"pia": "design"}.get(id, "data")
    given: dict[str, Any] = {
        "id": id,
        "organisation_id": HOME[id],
        "roles": (MENTOR,) if id in mentors else (MENTEE,),
        "disciplines": {main: 10.0 if id in mentors else 2.0},
        "area_sought": None if id in mentors else "data",
        "places_offered": 2 if id in mentors else 0,
        "goals_sought": (Goal.PROBLEM_SOLVING,),
        "languages": ("en",),
        "registered_at": START,
        "changed_at": START,
    }
    return Person(**given | changes)


def programme(id: str, **changes: Any) -> Programme:
    """North's, open to its partners."""
    given: dict[str, Any] = {
        "id": id,
        "organisation_id": NORTH,
        "kind": KINDS[id],
        "title": f"A {id} programme",
        "open_to_partners": True,
        "policy": Policy(),
        "structure": Structure(group_minimum=2, group_maximum=4),
        "opened_at": START,
        "changed_at": START,
    }
    return Programme(**given | changes)


def participant(id: str, *parts: tuple[str, Role], **changes: Any) -> Participant:
    """Enrolled in these programmes."""
    enrolments = tuple(Enrolment(programme_id=programme, role=role, enrolled_at=START) for programme, role in parts)
    given: dict[str, Any] = {"id": id, "organisation_id": HOME[id], "enrolments": enrolments, "places_offered": 2}
    return Participant(**given | changes)


def member(id: str, role: Role, *, accepted: bool = False) -> Member:
    """In their own organisation's name."""
    return Member(person_id=id, organisation_id=HOME[id], role=role, accepted_at=START if accepted else None)


def mentorship(id: str, programme_id: str, *members: Member, **changes: Any) -> Mentorship:
    """A proposal, with the places and approvals that people of north and south need."""
    crossing = sum(
        giver.role is not MENTEE and taken.role is not MENTOR
        for giver in members
        for taken in members
        if (giver.organisation_id, taken.organisation_id) == (NORTH, SOUTH)
    )
    back = any(each.role is PEER for each in members)
    held = [("north", "south", crossing)] * bool(crossing) + [("south", "north", crossing)] * (bool(crossing) and back)
    given: dict[str, Any] = {
        "id": id,
        "programme_id": programme_id,
        "kind": KINDS[programme_id],
        "origin": MentorshipOrigin.REQUEST,
        "status": MentorshipStatus.PROPOSED,
        "members": members,
        "approvals": tuple(Approval(organisation_id=each) for each in (NORTH, SOUTH)) if crossing else (),
        "agreement_places": tuple(
            AgreementPlace(agreement_id="a1", giver=giver, receiver=receiver, places=places)
            for giver, receiver, places in held
        ),
        "cadence_days": 21,
        "proposed_at": START,
    }
    return Mentorship(**given | changes)


def session(id: str, start_in: timedelta, mentorship_id: str = "m1", **changes: Any) -> Session:
    """An hour of ada and bo."""
    given: dict[str, Any] = {
        "id": id,
        "mentorship_id": mentorship_id,
        "status": SessionStatus.BOOKED,
        "start": START + start_in,
        "end": START + start_in + HOUR,
        "zone": "UTC",
        "attendees": tuple(Attendee(person_id=each, organisation_id=HOME[each]) for each in ("ada", "bo")),
    }
    return Session(**given | changes)


def answered(id: str, person_id: str, role: Role, session_id: str = "s1") -> FeedbackRecord:
    """That somebody answered about a session of m1."""
    return FeedbackRecord(
        id=id,
        session_id=session_id,
        mentorship_id="m1",
        person_id=person_id,
        role=role,
        instrument="session-reflection:1",
        given_at=START,
    )


def scores(raters: int) -> MentorScores:
    """Ada's."""
    score = QualityScore(quality=Quality.COMMUNICATION, mean=0.8, raters=raters)
    return MentorScores(id="ada", organisation_id=NORTH, scores=(score,), raters=raters, changed_at=START)
