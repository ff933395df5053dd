"""What scheduling looks up: indexes, and questions to a reader within its scope."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mentormesh_contracts.vocabulary import MentorshipStatus, SessionStatus
from services.chassis.mongo.indexes import Indexes
from services.chassis.mongo.reading import Reader
from services.scheduling.domain.calendar import Calendar
from services.scheduling.domain.mentorship import KnownMentorship
from services.scheduling.domain.session import PlannedSession

INDEXES: Indexes = {
    PlannedSession: (("mentorship_id",), ("people", "status"), ("status",), ("start",)),
    KnownMentorship: (("people", "status"),),
}


def sessions_that(
    *,
    mentorship_id: str | None = None,
    person_id: str | None = None,
    status: SessionStatus | None = None,
    begin_from: datetime | None = None,
    begin_before: datetime | None = None,
) -> Mapping[str, Any]:
    """What `listed` asks for: sessions that fit all that is given, from `begin_from` on and before `begin_before`."""
    bounds = {"$gte": begin_from, "$lt": begin_before}
    return {
        "mentorship_id": mentorship_id,
        "people": person_id,
        "status": status and status.value,
        "start": {operator: bound for operator, bound in bounds.items() if bound is not None} or None,
    }


async def meets(own: Reader, person_id: str) -> bool:
    """Whether the organisation has somebody in an active mentorship with the person."""
    active = {"people": person_id, "status": MentorshipStatus.ACTIVE.value}
    return bool((await own.page(KnownMentorship, active, limit=1)).items)


async def partner_calendar(own: Reader, network: Reader, person_id: str) -> Calendar | None:
    """The calendar of a partner's person, for a question of free or busy; None unless the two organisations meet."""
    if not await meets(own, person_id):
        return None
    stored = await network.get(Calendar, person_id)
    return stored.state if stored else None
