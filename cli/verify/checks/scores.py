"""Scores and counts that are drawn from other events are no more than those give."""

from bisect import bisect_right
from collections import defaultdict
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
    """A mentor's raters are no more than the different mentees who answered about sessions with them by then."""
    answered = _who_answered(history)
    for id, life in history.lives(MentorScores).items():
        for number, moment in enumerate(life.moments, 1):
            before = [when for when in answered.get(id, {}).values() if when <= moment.at + SKEW]
            yield from (f"scores {id} (event {number}): {fault}" for fault in _too_many(moment, len(before)))


def _too_many(moment: Moment[MentorScores], answered: int) -> Iterator[str]:
    scores = moment.after
    if scores.raters > answered:
        yield f"{scores.raters} raters at {moment.at.isoformat()}, though {answered} mentees had answered"
    for score in scores.scores:
        if score.raters > scores.raters:
            yield f"{score.quality} has {score.raters} raters of {scores.raters}"


def _who_answered(history: History) -> Mapping[str, Mapping[str, datetime]]:
    """By mentor: who answered as a mentee, and when first."""
    found: dict[str, dict[str, datetime]] = defaultdict(dict)
    mentorships = history.lives(Mentorship)
    for life in history.lives(FeedbackRecord).values():
        record, at = life.last, life.first.at
        about = mentorships.get(record.mentorship_id)
        if record.role is not Role.MENTEE or about is None:
            continue
        for mentor in (member for member in about.last.members if member.role is Role.MENTOR):
            first = found[mentor.person_id].get(record.person_id, at)
            found[mentor.person_id][record.person_id] = min(first, at)
    return found


def check_health_counts(history: History, answers: Answers) -> Iterable[str]:
    """A mentorship's sessions, as its health counts them, are no more than were held or missed by then."""
    held, missed = _ends(history, SessionStatus.HELD), _ends(history, SessionStatus.MISSED)
    for id, life in history.lives(MentorshipHealth).items():
        for moment in life.moments:
            latest = moment.at + SKEW
            told = (moment.after.sessions_held, moment.after.sessions_missed)
            real = (bisect_right(held[id], latest), bisect_right(missed[id], latest))
            if told[0] > real[0] or told[1] > real[1]:
                yield (
                    f"health of {id}: {told[0]} held and {told[1]} missed at {moment.at.isoformat()}, though sessions "
                    f"tell of {real[0]} and {real[1]}"
                )


def _ends(history: History, status: SessionStatus) -> dict[str, list[datetime]]:
    found: dict[str, list[datetime]] = defaultdict(list)
    for life in history.lives(Session).values():
        if life.last.status is status:
            found[life.last.mentorship_id].append(life.moments[-1].at)
    for times in found.values():
        times.sort()
    return found
