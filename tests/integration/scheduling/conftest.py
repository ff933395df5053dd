"""Scheduling behind HTTP, and the mentorships and people that other services tell it of."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio

from mentormesh_contracts.mentorships import (
    Member,
    Mentorship,
    MentorshipCompleted,
    MentorshipEvent,
    MentorshipPaused,
    MentorshipStarted,
)
from mentormesh_contracts.people import Person, PersonRegistered
from mentormesh_contracts.vocabulary import MentorshipOrigin, MentorshipStatus, ProgrammeKind, Role, Scope
from services.chassis.settings import Settings
from services.scheduling.app import SERVICE
from tests.integration.support.office import Office

EVENTS: dict[MentorshipStatus, type[MentorshipEvent]] = {
    MentorshipStatus.ACTIVE: MentorshipStarted,
    MentorshipStatus.PAUSED: MentorshipPaused,
    MentorshipStatus.COMPLETED: MentorshipCompleted,
}


class SchedulingOffice(Office):
    """Coordinators ask it."""

    usual_scopes = frozenset({Scope.READ, Scope.COORDINATE})

    def pair(self, id: str, *people: str, status: MentorshipStatus = MentorshipStatus.ACTIVE) -> MentorshipEvent:
        """What matching tells of two people, each written `organisation/person`, the mentor first."""
        members = tuple(
            Member(organisation_id=name.split("/")[0], person_id=name.split("/")[1], role=role)
            for name, role in zip(people, (Role.MENTOR, Role.MENTEE), strict=True)
        )
        mentorship = Mentorship(
            id=id,
            programme_id="programme",
            kind=ProgrammeKind.FORMAL,
            origin=MentorshipOrigin.CYCLE,
            status=status,
            members=members,
            cadence_days=30,
            proposed_at=self.now - timedelta(days=2),
            closed_at=self.now if status is MentorshipStatus.COMPLETED else None,
        )
        return EVENTS[status](after=mentorship)

    async def plan(self, mentorship_id: str, by: str, start: datetime, **rest: Any) -> httpx.Response:
        """Plan a session of an hour; booked at once unless said otherwise."""
        options = {name: rest.pop(name) for name in ("replica", "headers", "scopes") if name in rest}
        body = {"start": start.isoformat(), "zone": "Europe/Paris", "book": True, **rest}
        return await self.post(f"/v1/mentorships/{mentorship_id}/sessions", by, body, **options)

    async def registers(self, organisation_id: str, *people: str) -> None:
        """Have people registered."""
        known = [
            Person(id=id, organisation_id=organisation_id, registered_at=self.now, changed_at=self.now) for id in people
        ]
        await self.hears(*(PersonRegistered(after=person) for person in known))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(settings: Settings) -> AsyncIterator[SchedulingOffice]:
    """One running replica for the tests of a module."""
    async with SchedulingOffice.opened(SERVICE, settings) as office:
        yield office


@pytest.fixture
def tomorrow(office: SchedulingOffice) -> datetime:
    """A day from now, wherever the clock stands."""
    return office.now + timedelta(days=1)
