"""Whatever an event names was told of: a record that is lost leaves others that point to nothing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cli.verify.asking import Answers
from cli.verify.history import History
from mentormesh_contracts import Fact
from mentormesh_contracts.credentials import Credential
from mentormesh_contracts.feedback import (
    FeedbackRecord,
    Introduction,
    MentorScores,
    MentorshipGoal,
    MentorshipHealth,
    ProblemSolved,
)
from mentormesh_contracts.mentorships import Mentorship
from mentormesh_contracts.organisations import Agreement, Organisation
from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Cycle, Participant, Programme
from mentormesh_contracts.sessions import Session

NAMED_BY: Mapping[str, type[Fact]] = {
    "organisation_id": Organisation,
    "offered_by": Organisation,
    "offered_to": Organisation,
    "giver": Organisation,
    "receiver": Organisation,
    "agreement_id": Agreement,
    "person_id": Person,
    "programme_id": Programme,
    "cycle_id": Cycle,
    "mentorship_id": Mentorship,
    "session_id": Session,
    "successor_id": Credential,
}
"""Fields that name an aggregate. People named in never-with and the like may be registered later, or never."""
IS_ALSO: Mapping[type[Fact], type[Fact]] = {Participant: Person, MentorScores: Person, MentorshipHealth: Mentorship}
"""Aggregates that have the id of another one."""
KINDS = (
    Organisation,
    Agreement,
    Credential,
    Person,
    Programme,
    Participant,
    Cycle,
    Mentorship,
    Session,
    MentorshipGoal,
    Introduction,
    ProblemSolved,
    FeedbackRecord,
    MentorScores,
    MentorshipHealth,
)
NOT_IN_THE_NETWORK = (Credential, "organisation_id")
"""The operator's key belongs to no organisation that joined."""


def check_references(history: History, answers: Answers) -> Iterable[str]:
    """Every organisation, person, programme, mentorship and session that an event names has its own events."""
    return [
        f"{kind.__name__} {life.id}: names {target.__name__} {id}, of which nothing was told"
        for kind in KINDS
        for life in history.lives(kind).values()
        for target, id in dict.fromkeys(_references(kind, life.last))
        if id not in history.lives(target)
    ]


def _references(kind: type[Fact], state: Fact) -> Iterator[tuple[type[Fact], str]]:
    if kind in IS_ALSO:
        yield IS_ALSO[kind], getattr(state, "id", "")
    for field, id in _named(state):
        if (kind, field) != NOT_IN_THE_NETWORK:
            yield NAMED_BY[field], id


def _named(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, tuple):
        for each in value:
            yield from _named(each)
    elif isinstance(value, Fact):
        for field, content in value:
            if field in NAMED_BY and content is not None:
                yield field, content
            else:
                yield from _named(content)
