"""A small network in which everything goes as it should: a mentorship of each kind, and what came of it."""

from mentormesh_contracts.credentials import Credential, CredentialIssued
from mentormesh_contracts.feedback import (
    FeedbackGiven,
    GoalReached,
    GoalSet,
    GoalWorkedOn,
    Introduction,
    IntroductionMade,
    MentorshipGoal,
    MentorshipHealth,
    ProblemSolved,
    ProblemWasSolved,
    RiskClosed,
    RiskOpened,
    ScoresChanged,
)
from mentormesh_contracts.mentorships import (
    MentorshipAccepted,
    MentorshipApproved,
    MentorshipCompleted,
    MentorshipExpired,
    MentorshipMemberLeft,
    MentorshipProposed,
    MentorshipStarted,
)
from mentormesh_contracts.organisations import (
    AgreementAccepted,
    AgreementOffered,
    OrganisationJoined,
)
from mentormesh_contracts.people import PersonChanged, PersonLeft, PersonRegistered, PersonReturned
from mentormesh_contracts.programmes import (
    Cycle,
    CycleAudited,
    CycleCompleted,
    CycleStarted,
    ParticipantEnrolled,
    ProgrammeOpened,
)
from mentormesh_contracts.sessions import (
    Period,
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
    RiskReason,
    Scope,
    SessionStatus,
)
from tests.unit.cli.verify.chronicle import START, Chronicle
from tests.unit.cli.verify.facts import (
    DAY,
    EAST,
    HOME,
    HOUR,
    KINDS,
    MENTEE,
    MENTOR,
    NORTH,
    PEER,
    SOUTH,
    agreement,
    answered,
    audit,
    member,
    mentorship,
    organisation,
    participant,
    person,
    programme,
    scores,
    session,
)


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
    told.change(PersonChanged, "eve", {"languages": ("en", "fr")}, changed=("languages",))
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
    told.change(CycleAudited, "c1", {"audited_at": told.now}, audit=audit())
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
    told.change(SessionRescheduled, "s1", later, previous=Period(start=START + DAY, end=START + DAY + HOUR))
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
