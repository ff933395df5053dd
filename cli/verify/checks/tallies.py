"""Counted once: answers, sessions that a goal was worked on in, and enrolments."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

from cli.verify.asking import Answers
from cli.verify.history import History
from mentormesh_contracts.feedback import FeedbackRecord, GoalWorkedOn, MentorshipGoal
from mentormesh_contracts.programmes import ParticipantEnrolled, ParticipantWithdrew
from mentormesh_contracts.vocabulary import Role


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
    """A person takes part in a programme once in each role, and each enrolment is one more."""
    for told in history.first_occurrences.values():
        before: Counter[tuple[str, Role]] = Counter()
        for each in told:
            if isinstance(each.event, ParticipantEnrolled | ParticipantWithdrew):
                parts = Counter((part.programme_id, part.role) for part in each.event.after.enrolments)
                yield from (
                    f"{each.what}: enrolled twice as {role} in {id}" for (id, role) in parts - Counter(set(parts))
                )
                if isinstance(each.event, ParticipantEnrolled) and (parts - before).total() != 1:
                    yield f"{each.what}: is no enrolment more"
                before = parts
