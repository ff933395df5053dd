"""What is heard of people and their quality scores."""

from mentormesh_contracts.feedback import ScoresChanged
from mentormesh_contracts.people import PersonChanged, PersonLeft, PersonRegistered, PersonReturned
from mentormesh_contracts.programmes import ParticipantWithdrew
from services.deciding import Context, Deciding, Decision, need, require
from services.matching.domain.mentorships.part_with import part_with_at_once
from services.matching.domain.participants.participant import Participant
from services.matching.domain.participants.withdraw import without_enrolments


def person_heard_of(event: PersonRegistered | PersonChanged | PersonReturned, context: Context) -> Deciding:
    """The person as they are now; what they take part in stays."""
    known = yield from need(Participant, event.after.id)
    if known is None:
        return Decision().save(Participant(id=event.after.id, person=event.after))
    return Decision().save(known.model_copy(update={"person": event.after}))


def person_left(event: PersonLeft, context: Context) -> Deciding:
    """Enrolments are withdrawn, open proposals lapse, mentorships end: each told to by a reminder of its own."""
    known = yield from need(Participant, event.after.id)
    if known is None:
        return Decision().save(Participant(id=event.after.id, person=event.after))
    return left(known.model_copy(update={"person": event.after}), context)


def left(leaving: Participant, context: Context) -> Decision:
    """The participant as they are now, out of everything that they took part in."""
    decision = Decision()
    for mentorship_id in leaving.live_mentorships():
        part_with_at_once(decision, mentorship_id, leaving.id, context.now)
    gone, programmes = without_enrolments(leaving, lambda enrolment: True)
    told = [ParticipantWithdrew(programme_id=programme, after=gone.public) for programme in programmes]
    return decision.save(gone, *told)


def scores_changed(event: ScoresChanged, context: Context) -> Deciding:
    """A mentor's quality scores, for the next match. Waits for the person if they are not known yet."""
    participant = yield from require(Participant, event.after.id)
    return Decision().save(participant.model_copy(update={"scores": event.after.scores}))
