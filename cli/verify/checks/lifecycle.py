"""What may become of what. One table; the events of an aggregate are walked along it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from cli.verify.asking import Answers
from cli.verify.history import History
from cli.verify.life import Life, Moment
from mentormesh_contracts import Event, Fact
from mentormesh_contracts import credentials as key
from mentormesh_contracts import feedback as goal
from mentormesh_contracts import mentorships as m
from mentormesh_contracts import organisations as o
from mentormesh_contracts import people as p
from mentormesh_contracts import programmes as pr
from mentormesh_contracts import sessions as s
from mentormesh_contracts.vocabulary import (
    AgreementStatus,
    CredentialStatus,
    CycleStatus,
    GoalStatus,
    MentorshipStatus,
    OrganisationStatus,
    PersonStatus,
    ProgrammeStatus,
    SessionStatus,
)

NEW = None
"""Before the first event."""
M, S, G, A = MentorshipStatus, SessionStatus, GoalStatus, AgreementStatus
UNDER_WAY = (M.ACTIVE, M.PAUSED)
LIVE = (M.PROPOSED, *UNDER_WAY)


class Step(NamedTuple):
    """In which states an event may happen, and which state it leads to; no state: it stays."""

    before: tuple[str | None, ...]
    after: str | None = None


STEPS: Mapping[type[Event], Step] = {
    m.MentorshipProposed: Step((NEW,), M.PROPOSED),
    m.MentorshipApproved: Step((M.PROPOSED,)),
    m.MentorshipAccepted: Step((M.PROPOSED,)),
    m.MentorshipDeclined: Step((M.PROPOSED,), M.DECLINED),
    m.MentorshipExpired: Step((M.PROPOSED,), M.EXPIRED),
    m.MentorshipLapsed: Step((M.PROPOSED,), M.LAPSED),
    m.MentorshipMemberLeft: Step(LIVE),
    m.MentorshipStarted: Step((M.PROPOSED,), M.ACTIVE),
    m.MentorshipPaused: Step((M.ACTIVE,), M.PAUSED),
    m.MentorshipResumed: Step((M.PAUSED,), M.ACTIVE),
    m.MentorshipCompleted: Step(UNDER_WAY, M.COMPLETED),
    m.MentorshipEnded: Step(UNDER_WAY, M.ENDED),
    m.MentorshipTakenIntoProgramme: Step(UNDER_WAY),
    s.SessionProposed: Step((NEW,), S.PROPOSED),
    s.SessionBooked: Step((NEW, S.PROPOSED), S.BOOKED),
    s.SessionRescheduled: Step((S.PROPOSED, S.BOOKED)),
    s.SessionCancelled: Step((S.PROPOSED, S.BOOKED), S.CANCELLED),
    s.SessionHeld: Step((S.BOOKED,), S.HELD),
    s.SessionMissed: Step((S.BOOKED,), S.MISSED),
    goal.GoalSet: Step((NEW,), G.SET),
    goal.GoalWorkedOn: Step((G.SET,)),
    goal.GoalReached: Step((G.SET,), G.REACHED),
    goal.GoalDropped: Step((G.SET,), G.DROPPED),
    o.AgreementOffered: Step((NEW,), A.OFFERED),
    o.AgreementAccepted: Step((A.OFFERED,), A.ACTIVE),
    o.AgreementDeclined: Step((A.OFFERED,), A.DECLINED),
    o.AgreementEnded: Step((A.OFFERED, A.ACTIVE), A.ENDED),
    o.OrganisationJoined: Step((NEW,), OrganisationStatus.ACTIVE),
    o.OrganisationChanged: Step((OrganisationStatus.ACTIVE,)),
    o.OrganisationLeft: Step((OrganisationStatus.ACTIVE,), OrganisationStatus.LEFT),
    p.PersonRegistered: Step((NEW,), PersonStatus.ACTIVE),
    p.PersonChanged: Step((PersonStatus.ACTIVE,)),
    p.PersonLeft: Step((PersonStatus.ACTIVE,), PersonStatus.LEFT),
    p.PersonReturned: Step((PersonStatus.LEFT,), PersonStatus.ACTIVE),
    pr.ProgrammeOpened: Step((NEW,), ProgrammeStatus.OPEN),
    pr.PolicyRevised: Step((ProgrammeStatus.OPEN,)),
    pr.ProgrammeClosed: Step((ProgrammeStatus.OPEN,), ProgrammeStatus.CLOSED),
    pr.CycleStarted: Step((NEW,), CycleStatus.RUNNING),
    pr.CycleCompleted: Step((CycleStatus.RUNNING,), CycleStatus.COMPLETED),
    pr.CycleAudited: Step((CycleStatus.COMPLETED,)),
    pr.CycleFailed: Step((CycleStatus.RUNNING,), CycleStatus.FAILED),
    key.CredentialIssued: Step((NEW,), CredentialStatus.ACTIVE),
    key.CredentialRotated: Step((CredentialStatus.ACTIVE,)),
    key.CredentialRevoked: Step((CredentialStatus.ACTIVE,), CredentialStatus.REVOKED),
}
KINDS: tuple[type[Fact], ...] = (
    m.Mentorship,
    s.Session,
    goal.MentorshipGoal,
    o.Agreement,
    o.Organisation,
    p.Person,
    pr.Programme,
    pr.Cycle,
    key.Credential,
)


def check_transitions(history: History, answers: Answers) -> Iterable[str]:
    """Everything that has a status moves along the allowed steps only, and its events lead where they say."""
    return [fault for kind in KINDS for life in history.lives(kind).values() for fault in _missteps(life)]


def _missteps(life: Life[Fact]) -> Iterator[str]:
    before: str | None = NEW
    for number, moment in enumerate(life.moments, 1):
        step = STEPS.get(type(moment.event))
        after = str(getattr(moment.after, "status", ""))
        if step and before not in step.before:
            yield f"{_what(moment)} {life.id} (event {number}) happened while it was {before or 'not there yet'}"
        if step and after != (step.after or before):
            yield f"{_what(moment)} {life.id} (event {number}) says that it is {after}, after {before}"
        before = after


def check_something_changed(history: History, answers: Answers) -> Iterable[str]:
    """After an event its aggregate is another than before: what leaves it as it was happened before already.

    But for scores: the same ratings again, at the same moment, may well give the same means.
    """
    for life in history.all_lives():
        if isinstance(life.last, goal.MentorScores):
            continue
        for before, after in pairwise(life.moments):
            if before.after == after.after:
                yield f"{_what(after)} {life.id} at {after.at.isoformat()} left it as it was"


def _what(moment: Moment[Fact]) -> str:
    return moment.event.TYPE.removeprefix("mentormesh.").removesuffix(".v1")
