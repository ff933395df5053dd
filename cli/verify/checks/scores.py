"""Scores and counts that are drawn from other events are no more than those give."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from cli.verify.asking import Answers
from cli.verify.history import History
from cli.verify.life import Moment
from cli.verify.tolerance import SKEW
from mentormesh_contracts.feedback import FeedbackRecord, MentorScores, MentorshipHealth
from mentormesh_contracts.mentorships import Mentorship
from mentormesh_contracts.sessions import Session
from mentormesh_contracts.vocabulary import Role, SessionStatus


def check_raters(history: History, answers: Answers) -> Iterable[str]:
    """A mentor's raters are no more than the different mentees who answered about sessions with them by then.

    And their scores changed no more often than that somebody answered.
    """
    answered = _answers_about(history)
    for id, life in history.lives(MentorScores).items():
        for number, moment in enumerate(life.moments, 1):
            by = [person_id for person_id, at in answered.get(id, ()) if at <= moment.at + SKEW]
            yield from (f"scores {id} (event {number}): {fault}" for fault in _too_many(moment, number, by))


def _too_many(moment: Moment[MentorScores], changes: int, answered_by: list[str]) -> Iterator[str]:
    scores, people = moment.after, len(set(answered_by))
    if scores.raters > people:
        yield f"{scores.raters} raters at {moment.at.isoformat()}, though {people} mentees had answered"
    if changes > len(answered_by):
        yield f"change at {moment.at.isoformat()}, though mentees had answered {len(answered_by)} times"
    for score in scores.scores:
        if score.raters > scores.raters:
            yield f"{score.quality} has {score.raters} raters of {scores.raters}"


def _answers_about(history: History) -> Mapping[str, list[tuple[str, datetime]]]:
    """By mentor: who answered as a mentee, and when."""
    found: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    mentorships = history.lives(Mentorship)
    for life in history.lives(FeedbackRecord).values():
        about = mentorships.get(life.last.mentorship_id)
        if life.last.role is Role.MENTEE and about is not None:
            for member in about.last.members:
                if member.role is Role.MENTOR:
                    found[member.person_id].append((life.last.person_id, life.first.at))
    return found


def check_health_counts(history: History, answers: Answers) -> Iterable[str]:
    """A mentorship's sessions, as its health counts them, are no more than were held and missed."""
    ended = Counter((life.last.mentorship_id, life.last.status) for life in history.lives(Session).values())
    for id, life in history.lives(MentorshipHealth).items():
        real = (ended[id, SessionStatus.HELD], ended[id, SessionStatus.MISSED])
        for moment in life.moments:
            told = (moment.after.sessions_held, moment.after.sessions_missed)
            if told[0] > real[0] or told[1] > real[1]:
                yield (
                    f"health of {id}: {told[0]} held and {told[1]} missed at {moment.at.isoformat()}, though sessions "
                    f"tell of {real[0]} and {real[1]}"
                )
