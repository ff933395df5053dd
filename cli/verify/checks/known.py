"""What one service told, the others know."""

from collections.abc import Collection, Iterable, Iterator

from cli.verify.asking import OK, Answers, Ask
from cli.verify.history import History
from cli.verify.life import Life
from cli.verify.sample import sample
from mentormesh_contracts.mentorships import Mentorship, MentorshipStarted
from mentormesh_contracts.sessions import Session
from mentormesh_contracts.vocabulary import MentorshipStatus, SessionStatus


def asks_for_health(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """How some started mentorships are doing."""
    return [ask for _, ask in _health(history, organisations)]


def check_known_to_feedback(history: History, answers: Answers) -> Iterable[str]:
    """Feedback knows every mentorship that started, as it is now, and has counted each of its sessions once."""
    for life, ask in _health(history, answers.organisations):
        answer = answers[ask]
        if answer.status != OK:
            yield f"{ask}: answers {answer.status}, though mentorship {life.id} has started"
            continue
        shown = (answer.body["status"], answer.body["sessions_held"], answer.body["sessions_missed"])
        told = (life.last.status.value, *_sessions(history, life.id))
        if shown != told:
            yield f"{ask}: it is {shown[0]} with {shown[1]} held and {shown[2]} missed, the topics say {told}"


def _health(history: History, organisations: Collection[str]) -> Iterator[tuple[Life[Mentorship], Ask]]:
    started = [id for id, life in history.lives(Mentorship).items() if life.has(MentorshipStarted)]
    for id in sample(started):
        life = history.lives(Mentorship)[id]
        for organisation_id in life.last.organisations:
            if organisation_id in organisations:
                yield life, Ask(organisation_id, f"/v1/mentorships/{id}/health")


def _sessions(history: History, mentorship_id: str) -> tuple[int, int]:
    ends = [life.last.status for life in history.lives(Session).values() if life.last.mentorship_id == mentorship_id]
    return ends.count(SessionStatus.HELD), ends.count(SessionStatus.MISSED)


def asks_for_calendars(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """The calendars of some partners in active mentorships."""
    return [ask for _, ask in _calendars(history, organisations)]


def check_known_to_scheduling(history: History, answers: Answers) -> Iterable[str]:
    """Scheduling knows every active mentorship: its organisations see when the others' members are free."""
    for id, ask in _calendars(history, answers.organisations):
        if answers[ask].status != OK:
            yield f"{ask}: answers {answers[ask].status}, though mentorship {id} is active"


def _calendars(history: History, organisations: Collection[str]) -> Iterator[tuple[str, Ask]]:
    active = [
        (id, viewer, member.person_id)
        for id, life in history.lives(Mentorship).items()
        if life.last.status is MentorshipStatus.ACTIVE
        for viewer in life.last.organisations
        if viewer in organisations
        for member in life.last.members
    ]
    for id, viewer, person_id in sample(active):
        yield id, Ask(viewer, f"/v1/people/{person_id}/calendar")
