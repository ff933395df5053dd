"""When a proposal becomes a mentorship: everyone accepted, and every approval is there."""

from collections.abc import Sequence

from mentormesh_contracts.mentorships import MentorshipEvent, MentorshipStarted
from mentormesh_contracts.vocabulary import MentorshipStatus
from services.deciding import Context, Decision, Needing
from services.matching.domain.mentorships.expiry import expiry_id
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.planned_end import complete_when_planned
from services.matching.domain.mentorships.settle import settle
from services.matching.domain.programmes.visible import consulted_programme


def is_agreed(mentorship: Mentorship) -> bool:
    """Whether nobody is asked any more."""
    members, approvals = mentorship.public.members, mentorship.public.approvals
    return all(each.accepted_at for each in members) and all(each.approved_at for each in approvals)


def start_if_agreed(
    before: Mentorship, answered: Mentorship, told: Sequence[MentorshipEvent], context: Context
) -> Needing[Decision]:
    """Keep the answer, and start if it was the last one."""
    if is_agreed(answered):
        return (yield from start(before, answered, told, context))
    decision = Decision().save(answered, *told).tell(answered)
    yield from settle(decision, before, answered)
    return decision


def start(
    before: Mentorship, answered: Mentorship, told: Sequence[MentorshipEvent], context: Context
) -> Needing[Decision]:
    """Under way from now on; places stay taken."""
    started = answered.changed(status=MentorshipStatus.ACTIVE, started_at=context.now)
    decision = Decision().save(started, *told, MentorshipStarted(after=started.public)).tell(started)
    yield from settle(decision, before, started)
    programme = yield from consulted_programme(started.public.programme_id)
    complete_when_planned(decision, started, programme.public.structure)
    return decision.forget(expiry_id(started.id))
