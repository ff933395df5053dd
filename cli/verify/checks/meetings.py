"""Sessions, goals and answers belong to a mentorship that was under way, and to its people."""

from collections.abc import Iterable

from cli.verify.asking import Answers
from cli.verify.history import History
from cli.verify.tolerance import LAG, SKEW
from mentormesh_contracts.feedback import FeedbackRecord, Introduction, MentorshipGoal, ProblemSolved
from mentormesh_contracts.mentorships import Mentorship, MentorshipStarted
from mentormesh_contracts.sessions import Session, SessionHeld
from mentormesh_contracts.vocabulary import MentorshipStatus


def check_session_grounds(history: History, answers: Answers) -> Iterable[str]:
    """A session is planned for all members of a mentorship that is active then."""
    mentorships = history.lives(Mentorship)
    for life in history.lives(Session).values():
        planned, at = life.first.after, life.first.at
        about = mentorships.get(planned.mentorship_id)
        states = about.during(at - LAG, at + SKEW) if about else ()
        active = [state for state in states if state.status is MentorshipStatus.ACTIVE]
        invited = {attendee.person_id for attendee in planned.attendees}
        if not active:
            yield f"session {life.id}: mentorship {planned.mentorship_id} is not active at {at.isoformat()}"
        elif all(invited != {member.person_id for member in state.members} for state in active):
            yield f"session {life.id}: invites others than the members of {planned.mentorship_id}"


def check_held_after_begin(history: History, answers: Answers) -> Iterable[str]:
    """A session is held once its time has come, with two or more people."""
    for life in history.lives(Session).values():
        for moment in life.moments:
            if isinstance(moment.event, SessionHeld):
                came = [attendee for attendee in moment.after.attendees if attendee.attended is not False]
                if moment.at + SKEW < moment.after.start:
                    yield f"session {life.id}: held at {moment.at.isoformat()}, before its start"
                if len(came) < 2:
                    yield f"session {life.id}: held with {len(came)} people"


def check_feedback_grounds(history: History, answers: Answers) -> Iterable[str]:
    """Whoever answers about a session came to it, and it was held before."""
    sessions = history.lives(Session)
    for life in history.lives(FeedbackRecord).values():
        record, at = life.last, life.first.at
        about = sessions.get(record.session_id or "")
        if record.session_id is None:
            continue
        held = [moment for moment in about.moments if isinstance(moment.event, SessionHeld)] if about else []
        if not any(moment.at <= at + SKEW for moment in held):
            yield f"feedback {life.id}: session {record.session_id} was not held by {at.isoformat()}"
        elif not any(_came(moment.after, record.person_id) for moment in held):
            yield f"feedback {life.id}: {record.person_id} did not come to session {record.session_id}"


def _came(session: Session, person_id: str) -> bool:
    return any(each.person_id == person_id and each.attended is not False for each in session.attendees)


def check_started_before(history: History, answers: Answers) -> Iterable[str]:
    """Goals are set, and introductions and solved problems noted, for mentorships that have started."""
    starts = {
        life.id: moment.at
        for life in history.lives(Mentorship).values()
        for moment in life.moments
        if isinstance(moment.event, MentorshipStarted)
    }
    for kind in (MentorshipGoal, Introduction, ProblemSolved):
        for life in history.lives(kind).values():
            about, at = str(getattr(life.last, "mentorship_id", "")), life.first.at
            if about not in starts or starts[about] > at + SKEW:
                yield f"{kind.__name__} {life.id}: mentorship {about} had not started at {at.isoformat()}"
