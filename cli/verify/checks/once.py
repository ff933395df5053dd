"""What happened, happened once: no command and no event had its effect twice."""

from collections.abc import Iterable, Iterator

from cli.verify.asking import Answers
from cli.verify.history import History
from cli.verify.record import Told
from mentormesh_contracts import Event
from mentormesh_contracts.feedback import (
    FeedbackGiven,
    GoalDropped,
    GoalReached,
    GoalSet,
    IntroductionMade,
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
    CycleAudited,
    CycleCompleted,
    CycleFailed,
    CycleStarted,
    ProgrammeClosed,
    ProgrammeOpened,
)
from mentormesh_contracts.sessions import SessionCancelled, SessionHeld, SessionMissed, SessionProposed

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
    (CycleAudited,),
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
