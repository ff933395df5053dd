"""A small network in which everything goes as it should: three organisations, and a mentorship of each kind."""

from datetime import timedelta
from typing import Any

from mentormesh_contracts.credentials import Credential, CredentialIssued
from mentormesh_contracts.feedback import (
    FeedbackGiven,
    FeedbackRecord,
    GoalReached,
    GoalSet,
    GoalWorkedOn,
    Introduction,
    IntroductionMade,
    MentorScores,
    MentorshipGoal,
    MentorshipHealth,
    ProblemSolved,
    ProblemWasSolved,
    QualityScore,
    RiskClosed,
    RiskOpened,
    ScoresChanged,
)
from mentormesh_contracts.mentorships import (
    AgreementPlace,
    Approval,
    Member,
    Mentorship,
    MentorshipAccepted,
    MentorshipApproved,
    MentorshipCompleted,
    MentorshipExpired,
    MentorshipMemberLeft,
    MentorshipProposed,
    MentorshipStarted,
)
from mentormesh_contracts.organisations import (
    Agreement,
    AgreementAccepted,
    AgreementOffered,
    Organisation,
    OrganisationJoined,
    Share,
)
from mentormesh_contracts.people import Person, PersonChanged, PersonLeft, PersonRegistered, PersonReturned
from mentormesh_contracts.programmes import (
    Cycle,
    CycleCompleted,
    CycleStarted,
    Enrolment,
    Participant,
    ParticipantEnrolled,
    Policy,
    Programme,
    ProgrammeOpened,
    Structure,
)
from mentormesh_contracts.sessions import (
    Attendee,
    Session,
    SessionBooked,
    SessionCancelled,
    SessionHeld,
    SessionMissed,
    SessionProposed,
    SessionRescheduled,
)
from mentormesh_contracts.vocabulary import (
    AgreementStatus,
    CycleStatus,
    Goal,
    GoalStatus,
    MentorshipOrigin,
    MentorshipStatus,
    PersonStatus,
    ProgrammeKind,
    Quality,
    RiskReason,
    Role,
    Scope,
    SessionStatus,
)
from tests.unit.cli.verify.chronicle import START, Chronicle

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


def network() -> Chronicle:
    """The whole life of it."""
    told = Chronicle()
    _organisations_and_people(told)
    _programmes(told)
    _a_pair(told)
    _a_request_that_expires(told)
    _a_group(told)
    _peers(told)
    _sessions(told)
    _what_came_of_it(told)
    return told


def agree(told: Chronicle, id: str) -> Chronicle:
    """Everybody says yes, and it starts."""
    for approval in told.state(MentorshipStarted, id).approvals:
        approvals = tuple(
            each.model_copy(update={"approved_at": told.now}) if each == approval else each
            for each in told.state(MentorshipStarted, id).approvals
        )
        told.change(MentorshipApproved, id, {"approvals": approvals}, organisation_id=approval.organisation_id)
    for asked in told.state(MentorshipStarted, id).members:
        members = tuple(
            each.model_copy(update={"accepted_at": told.now}) if each == asked else each
            for each in told.state(MentorshipStarted, id).members
        )
        told.change(MentorshipAccepted, id, {"members": members}, person_id=asked.person_id)
    return told.change(MentorshipStarted, id, {"status": MentorshipStatus.ACTIVE, "started_at": told.now})


def _organisations_and_people(told: Chronicle) -> None:
    for each in (NORTH, SOUTH, EAST):
        told.tell(OrganisationJoined(after=organisation(each)))
    told.tell(AgreementOffered(after=agreement()))
    told.change(AgreementAccepted, "a1", {"status": AgreementStatus.ACTIVE, "answered_at": told.now})
    issued = Credential(
        id="k1", organisation_id="operator", scopes=(Scope.OPERATE,), issued_at=START, expires_at=START + DAY
    )
    told.tell(CredentialIssued(after=issued))
    for each in HOME:
        told.tell(PersonRegistered(after=person(each)))
    told.change(PersonChanged, "eve", {"languages": ("en",)}, changed=("languages",))
    told.change(PersonLeft, "eve", {"status": PersonStatus.LEFT})
    told.change(PersonReturned, "eve", {"status": PersonStatus.ACTIVE})


def _programmes(told: Chronicle) -> None:
    for each in KINDS:
        told.tell(ProgrammeOpened(after=programme(each)))
    parts = {
        "ada": [("formal", MENTOR), ("informal", MENTOR)],
        "eli": [("group", MENTOR)],
        "nia": [("group", MENTEE)],
        "noa": [("peer", PEER)],
        "bo": [("formal", MENTEE), ("group", MENTEE)],
        "cy": [("informal", MENTEE), ("group", MENTEE)],
        "pia": [("peer", PEER)],
    }
    for id, enrolments in parts.items():
        for number, (programme_id, _) in enumerate(enrolments, 1):
            told.tell(ParticipantEnrolled(programme_id=programme_id, after=participant(id, *enrolments[:number])))


def _a_pair(told: Chronicle) -> None:
    cycle = Cycle(
        id="c1",
        programme_id="formal",
        organisation_id=NORTH,
        policy_version=1,
        status=CycleStatus.RUNNING,
        started_at=told.now,
    )
    told.tell(CycleStarted(after=cycle))
    pair = (member("ada", MENTOR), member("bo", MENTEE))
    proposed = mentorship("m1", "formal", *pair, cycle_id="c1", origin=MentorshipOrigin.CYCLE)
    told.tell(MentorshipProposed(after=proposed))
    told.change(CycleCompleted, "c1", {"status": CycleStatus.COMPLETED, "ended_at": told.now, "matched": 1})
    agree(told, "m1")


def _a_request_that_expires(told: Chronicle) -> None:
    pair = (member("ada", MENTOR), member("cy", MENTEE, accepted=True))
    told.tell(MentorshipProposed(after=mentorship("m2", "informal", *pair)))
    told.change(MentorshipExpired, "m2", {"status": MentorshipStatus.EXPIRED, "closed_at": told.now})


def _a_group(told: Chronicle) -> None:
    everyone = (member("eli", MENTOR), *(member(each, MENTEE) for each in ("nia", "bo", "cy")))
    told.tell(MentorshipProposed(after=mentorship("m3", "group", *everyone)))
    agree(told, "m3")
    group = told.state(MentorshipMemberLeft, "m3")
    stay = tuple(each for each in group.members if each.person_id != "cy")
    places = tuple(each.model_copy(update={"places": 1}) for each in group.agreement_places)
    told.change(MentorshipMemberLeft, "m3", {"members": stay, "agreement_places": places}, person_id="cy")
    told.change(MentorshipCompleted, "m3", {"status": MentorshipStatus.COMPLETED, "closed_at": told.now})


def _peers(told: Chronicle) -> None:
    told.tell(MentorshipProposed(after=mentorship("m4", "peer", member("noa", PEER), member("pia", PEER))))
    agree(told, "m4")


def _sessions(told: Chronicle) -> None:
    told.tell(SessionProposed(after=session("s1", DAY, status=SessionStatus.PROPOSED)))
    told.change(SessionBooked, "s1", {"status": SessionStatus.BOOKED})
    told.tell(SessionBooked(after=session("s2", DAY + HOUR)))
    later = {"start": START + 2 * DAY, "end": START + 2 * DAY + HOUR, "times_rescheduled": 1}
    told.change(SessionRescheduled, "s1", later, previous_start=START + DAY)
    told.tell(SessionBooked(after=session("s3", DAY)))
    told.change(SessionCancelled, "s3", {"status": SessionStatus.CANCELLED})
    told.tell(SessionBooked(after=session("s4", DAY)))
    told.now = START + 3 * DAY
    for id, event, status in (
        ("s1", SessionHeld, SessionStatus.HELD),
        ("s2", SessionMissed, SessionStatus.MISSED),
        ("s4", SessionHeld, SessionStatus.HELD),
    ):
        came = tuple(
            each.model_copy(update={"attended": status is SessionStatus.HELD})
            for each in told.state(event, id).attendees
        )
        told.change(event, id, {"status": status, "attendees": came})


def _what_came_of_it(told: Chronicle) -> None:
    goal = MentorshipGoal(
        id="g1", mentorship_id="m1", goal=Goal.PROBLEM_SOLVING, status=GoalStatus.SET, set_at=told.now
    )
    told.tell(GoalSet(after=goal))
    told.change(GoalWorkedOn, "g1", {"times_worked_on": 1}, session_id="s1")
    told.change(GoalReached, "g1", {"status": GoalStatus.REACHED, "closed_at": told.now})
    told.tell(IntroductionMade(after=Introduction(id="i1", mentorship_id="m1", made_at=told.now)))
    told.tell(ProblemWasSolved(after=ProblemSolved(id="q1", mentorship_id="m1", solved_at=told.now)))
    told.tell(FeedbackGiven(after=answered("f1", "bo", MENTEE)), ScoresChanged(after=scores(1)))
    told.tell(FeedbackGiven(after=answered("f2", "ada", MENTOR)))
    told.now += 30 * DAY
    health = MentorshipHealth(id="m1", sessions_held=2, sessions_missed=1, risks=(RiskReason.NO_SESSION,))
    told.tell(RiskOpened(reason=RiskReason.NO_SESSION, after=health))
    told.change(RiskClosed, "m1", {"risks": ()}, reason=RiskReason.NO_SESSION)
