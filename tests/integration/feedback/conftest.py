"""Feedback behind HTTP, and the mentorships and sessions that other services tell it of."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from mentormesh_contracts.mentorships import Member, Mentorship, MentorshipStarted
from mentormesh_contracts.sessions import Attendee, Session, SessionHeld
from mentormesh_contracts.vocabulary import (
    MentorshipOrigin,
    MentorshipStatus,
    ProgrammeKind,
    Role,
    Scope,
    SessionStatus,
)
from services.chassis.settings import Settings
from services.feedback.app import SERVICE
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import Office

DAY = timedelta(days=1)


class FeedbackOffice(Office):
    """Coordinators ask it."""

    usual_scopes = frozenset({Scope.READ, Scope.COORDINATE})


class Story:
    """Ada of north mentors Bo of south, to meet every 14 days."""

    def __init__(self, ids: FreshIds, now: datetime) -> None:
        self.ids, self.now = ids, now
        self.members = (
            Member(person_id=ids.ada, organisation_id=ids.north, role=Role.MENTOR),
            Member(person_id=ids.bo, organisation_id=ids.south, role=Role.MENTEE),
        )

    def started(self) -> MentorshipStarted:
        """Their mentorship begins."""
        return MentorshipStarted(
            after=Mentorship(
                id=self.ids.m1,
                programme_id=self.ids.programme,
                kind=ProgrammeKind.FORMAL,
                origin=MentorshipOrigin.CYCLE,
                status=MentorshipStatus.ACTIVE,
                members=self.members,
                cadence_days=14,
                proposed_at=self.now - DAY,
                started_at=self.now,
            )
        )

    def held(self, start: datetime | None = None) -> SessionHeld:
        """Both came to a session of theirs."""
        attendees = tuple(
            Attendee(person_id=member.person_id, organisation_id=member.organisation_id, attended=True)
            for member in self.members
        )
        return SessionHeld(
            after=Session(
                id=self.ids.s1,
                mentorship_id=self.ids.m1,
                status=SessionStatus.HELD,
                start=start or self.now,
                end=(start or self.now) + timedelta(hours=1),
                zone="Europe/Paris",
                attendees=attendees,
            )
        )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(settings: Settings) -> AsyncIterator[FeedbackOffice]:
    """One running replica for the tests of a module."""
    async with FeedbackOffice.opened(SERVICE, settings) as office:
        yield office


@pytest.fixture
def story(office: FeedbackOffice, ids: FreshIds) -> Story:
    """The people of one test, now."""
    return Story(ids, office.now)
