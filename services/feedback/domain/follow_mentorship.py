"""Following a mentorship from its start to its end, as matching tells of it."""

from datetime import datetime

from mentormesh_contracts.mentorships import MentorshipEvent, MentorshipResumed, MentorshipStarted
from mentormesh_contracts.vocabulary import MentorshipStatus
from services.deciding import Context, Deciding, Decision, need
from services.feedback.domain.relationship import Relationship
from services.feedback.domain.risk import relief, relieved, watch


def follow_mentorship(event: MentorshipEvent, context: Context) -> Deciding:
    """Take over what matching says; start, move or drop the watch over its sessions.

    A pause and an end close an open risk: nobody is expected to meet then. Resuming gives the full time anew. A mere
    proposal is none of this service's business, also when somebody leaves it.
    """
    if event.after.status is MentorshipStatus.PROPOSED:
        return Decision()
    before = yield from need(Relationship, event.after.id)
    counting_from = _counting_from(event, before, context)
    told = before.following(event.after, counting_from) if before else Relationship.heard(event.after, counting_from)
    after = relieved(told, context.now)
    return watch(Decision().save(after, *relief(before, after)), after)


def _counting_from(event: MentorshipEvent, before: Relationship | None, context: Context) -> datetime:
    happened_at = context.happened_at or context.now
    if isinstance(event, MentorshipResumed):
        return happened_at
    if before is not None:
        return before.counting_from
    started_at = event.after.started_at or happened_at
    # A declared mentorship may have begun long ago; its agreed time runs from when the platform knows of it.
    return max(started_at, happened_at) if isinstance(event, MentorshipStarted) else started_at
