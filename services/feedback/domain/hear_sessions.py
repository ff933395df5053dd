"""Sessions as scheduling tells of them: held ones can be answered about, and both kinds count for the health."""

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from mentormesh_contracts.sessions import Session, SessionHeld, SessionMissed
from services.deciding import Context, Deciding, Decision, Need, Unknown, require
from services.deciding.needs import Needing
from services.feedback.domain.held_session import Attendance, HeldSession
from services.feedback.domain.relationship import Relationship
from services.feedback.domain.risk import relief, relieved, watch


def hear_session_held(event: SessionHeld, context: Context) -> Deciding:
    """Open the session to answers, and count it once.

    Raises Unknown while the mentorship is not known here, so that the record waits for it. When it is told again
    (attendance was amended), it does not count again.
    """
    session = event.after
    known, relationship = yield from _session_and_relationship(session)
    attendances = tuple(_attendances(session, relationship))
    if known is not None:
        return Decision().save(known.model_copy(update={"attendances": attendances}))
    held = HeldSession(
        id=session.id, mentorship_id=session.mentorship_id, held_at=session.start, attendances=attendances
    )
    met = relieved(_met(relationship, session.start), context.now)
    decision = Decision().save(held).save(met, *relief(relationship, met))
    return watch(decision, met) if relationship.risks and not met.risks else decision


def hear_session_missed(event: SessionMissed, context: Context) -> Deciding:
    """Count it. Raises Unknown while the mentorship is not known here."""
    relationship = yield from require(Relationship, event.after.mentorship_id)
    return Decision().save(relationship.model_copy(update={"sessions_missed": relationship.sessions_missed + 1}))


def _session_and_relationship(session: Session) -> Needing[tuple[HeldSession | None, Relationship]]:
    # One round for both: this is what the service hears most.
    known, relationship = yield Need(HeldSession, session.id), Need(Relationship, session.mentorship_id)
    if relationship is None:
        raise Unknown(Relationship.KIND, session.mentorship_id)
    return cast(HeldSession | None, known), cast(Relationship, relationship)


def _attendances(session: Session, relationship: Relationship) -> Iterator[Attendance]:
    for attendee in session.attendees:
        if part := relationship.part_of(attendee.person_id):
            yield Attendance(
                person_id=part.person_id,
                organisation_id=part.organisation_id,
                role=part.role,
                attended=attendee.attended is not False,
            )


def _met(relationship: Relationship, held_at: datetime) -> Relationship:
    """With one more session held; sessions may be told of in another order than they took place."""
    last = relationship.last_held_at
    return relationship.model_copy(
        update={
            "sessions_held": relationship.sessions_held + 1,
            "last_held_at": held_at if last is None else max(last, held_at),
            "counting_from": max(relationship.counting_from, held_at),
        }
    )
