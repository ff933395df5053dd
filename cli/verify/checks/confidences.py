"""What nobody but a few may read: free text, scores, and the answers of few."""

from collections.abc import Collection, Iterable, Iterator

from cli.verify.asking import OK, Answers, Ask
from cli.verify.history import History
from cli.verify.life import Life
from cli.verify.relations import Relations
from cli.verify.sample import sample
from mentormesh_contracts.feedback import FeedbackRecord
from mentormesh_contracts.mentorships import Mentorship, MentorshipStarted
from mentormesh_contracts.vocabulary import MentorshipStatus

FEWEST_ANSWERS = 5
"""Of a partner's people aggregates are shown from so many answers on (design, section 5)."""


def asks_for_confidences(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """Free text with a key that is not for it, and scores of partners' mentors."""
    return [*_comments(history, organisations), *_scores(history, organisations)]


def check_confidences(history: History, answers: Answers) -> Iterable[str]:
    """Free text is for keys that name it alone, and a mentor's scores for their own coordinators."""
    for ask in asks_for_confidences(history, answers.organisations):
        if answers[ask].status == OK:
            yield f"{ask}: was answered"


def _comments(history: History, organisations: Collection[str]) -> Iterator[Ask]:
    for id in sample(history.lives(FeedbackRecord)):
        yield from (Ask(each, f"/v1/feedback/{id}/comment") for each in organisations)


def _scores(history: History, organisations: Collection[str]) -> Iterator[Ask]:
    for viewer, person_id in sample(Relations(history).between):
        if viewer in organisations:
            yield Ask(viewer, f"/v1/people/{person_id}/scores")


def asks_for_partner_answers(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """Reports of some mentorships across organisations."""
    return [ask for _, ask in _reports(history, organisations)]


def check_partner_answers(history: History, answers: Answers) -> Iterable[str]:
    """Of a partner's answers aggregates are shown from five of a role on, and only while the mentorship is active."""
    for life, ask in _reports(history, answers.organisations):
        if answers[ask].status != OK:
            yield f"{ask}: answers {answers[ask].status}"
            continue
        for shown in (each for each in answers[ask].body["partner_answers"] if each.get("summary")):
            told = _answers_of_partners(history, life.id, shown["role"], ask.organisation_id)
            if told < FEWEST_ANSWERS or life.last.status is not MentorshipStatus.ACTIVE:
                yield f"{ask}: sums up {told} answers of partners while it is {life.last.status}"


def _reports(history: History, organisations: Collection[str]) -> Iterator[tuple[Life[Mentorship], Ask]]:
    across = [
        id
        for id, life in history.lives(Mentorship).items()
        if life.has(MentorshipStarted) and len(life.last.organisations) > 1
    ]
    for id in sample(across):
        life = history.lives(Mentorship)[id]
        for viewer in (each for each in life.last.organisations if each in organisations):
            yield life, Ask(viewer, f"/v1/mentorships/{id}/report")


def _answers_of_partners(history: History, mentorship_id: str, role: str, viewer: str) -> int:
    relations = Relations(history)
    given = (life.last for life in history.lives(FeedbackRecord).values())
    return sum(
        each.mentorship_id == mentorship_id and each.role == role and relations.home(each.person_id) != viewer
        for each in given
    )
