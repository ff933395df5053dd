"""What happened, happened once: no command and no event had its effect twice."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from cli.verify.asking import Answers
from cli.verify.history import History
from cli.verify.record import Told
from mentormesh_contracts import Event
from mentormesh_contracts.feedback import (
    FeedbackGiven,
    FeedbackRecord,
    GoalDropped,
    GoalReached,
    GoalSet,
    GoalWorkedOn,
    IntroductionMade,
    MentorshipGoal,
    ProblemWasSolved,
)
from mentormesh_contracts.mentorships import (
    MentorshipCompleted,
    MentorshipDeclined,
    MentorshipEnded,
    MentorshipExpired,
    MentorshipLapsed,
    MentorshipProposed,
    MentorshipStarted,
)
from mentormesh_contracts.organisations import (
    AgreementAccepted,
    AgreementDeclined,
    AgreementEnded,
    AgreementOffered,
    OrganisationJoined,
    OrganisationLeft,
)
from mentormesh_contracts.people import PersonRegistered
from mentormesh_contracts.programmes import (
    CycleCompleted,
    CycleFailed,
    CycleStarted,
    ParticipantEnrolled,
    ProgrammeClosed,
    ProgrammeOpened,
)
from mentormesh_contracts.sessions import SessionCancelled, SessionHeld, SessionMissed, SessionProposed

H = TypeVar("H", bound=Hashable)
ONE_OF: tuple[tuple[type[Event], ...], ...] = (
    (PersonRegistered,),
    (OrganisationJoined,),
    (OrganisationLeft,),
    (AgreementOffered,),
    (AgreementAccepted, AgreementDeclined),
    (AgreementEnded,),
    (ProgrammeOpened,),
    (ProgrammeClosed,),
    (CycleStarted,),
    (CycleCompleted, CycleFailed),
    (MentorshipProposed,),
    (MentorshipStarted, MentorshipDeclined, MentorshipExpired, MentorshipLapsed),
    (MentorshipCompleted, MentorshipEnded),
    (SessionProposed,),
    (SessionHeld, SessionMissed, SessionCancelled),
    (GoalSet,),
    (GoalReached, GoalDropped),
    (IntroductionMade,),
    (ProblemWasSolved,),
    (FeedbackGiven,),
)
"""Of each line at most one happens to an aggregate, and once."""


def check_once(history: History, answers: Answers) -> Iterable[str]:
    """What can happen once to an aggregate happened once: it was started once, and held or missed but not both."""
    return [fault for told in history.first_occurrences.values() for fault in _doubled(told)]


def _doubled(told: tuple[Told, ...]) -> Iterator[str]:
    for exclusive in ONE_OF:
        matching = [each for each in told if isinstance(each.event, exclusive)]
        if len(matching) > 1:
            yield " and ".join(each.what for each in matching)


def check_event_ids(history: History, answers: Answers) -> Iterable[str]:
    """An event's id names one event."""
    first: dict[str, Told] = {}
    for told in history.first_occurrences.values():
        for each in told:
            known = first.setdefault(each.envelope.id, each)
            if known is not each:
                yield f"event id {each.envelope.id} is {known.what} and {each.what}"


def check_caused_once(history: History, answers: Answers) -> Iterable[str]:
    """An event that led to another one led to it once: what a reaction tells of an aggregate is not told again."""
    caused: dict[Hashable, list[Told]] = defaultdict(list)
    for told in history.first_occurrences.values():
        for each in told:
            if each.envelope.causation_id and each.event:
                said = each.event.model_dump_json(exclude={"after"})
                caused[each.envelope.causation_id, type(each.event), each.envelope.subject, said].append(each)
    return [
        f"{' and '.join(each.what for each in effects)} all came of event {effects[0].envelope.causation_id}"
        for effects in caused.values()
        if len(effects) > 1
    ]


def check_feedback_once(history: History, answers: Answers) -> Iterable[str]:
    """A person answers once about a session; about a mentorship as a whole once to each instrument."""
    given: dict[Hashable, list[str]] = defaultdict(list)
    for life in history.lives(FeedbackRecord).values():
        record = life.last
        about = record.session_id or (record.mentorship_id, record.instrument)
        given[about, record.person_id].append(record.id)
    return [
        f"feedback {' and '.join(ids)}: person {about_and_person[1]} answered more than once about the same"  # type: ignore[index]
        for about_and_person, ids in given.items()
        if len(ids) > 1
    ]


def check_goals_counted(history: History, answers: Answers) -> Iterable[str]:
    """A goal counts each session that it was worked on in, and each once."""
    for life in history.lives(MentorshipGoal).values():
        sessions = Counter(moment.event.session_id for moment in life.moments if isinstance(moment.event, GoalWorkedOn))
        yield from (
            f"goal {life.id}: session {id} counted {times} times" for id, times in sessions.items() if times > 1
        )
        if life.last.times_worked_on != len(sessions):
            yield f"goal {life.id}: worked on {life.last.times_worked_on} times in {len(sessions)} sessions"


def check_enrolled_once(history: History, answers: Answers) -> Iterable[str]:
    """A person takes part in a programme once in each role."""
    for told in history.first_occurrences.values():
        for each in told:
            if isinstance(each.event, ParticipantEnrolled):
                parts = Counter((part.programme_id, part.role) for part in each.event.after.enrolments)
                twice = [f"{role} in {programme}" for (programme, role), times in parts.items() if times > 1]
                yield from (f"{each.what}: enrolled twice as {part}" for part in twice)
