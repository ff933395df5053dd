"""Feedback behind HTTP, many mentorships that it is told of, and replays beside it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from mentormesh_contracts import Event
from mentormesh_contracts.mentorships import (
    Member,
    Mentorship,
    MentorshipPaused,
    MentorshipResumed,
    MentorshipStarted,
)
from mentormesh_contracts.sessions import Attendee, Session, SessionHeld, SessionMissed
from mentormesh_contracts.vocabulary import (
    MentorshipOrigin,
    MentorshipStatus,
    ProgrammeKind,
    Role,
    Scope,
    SessionStatus,
)
from services.chassis.replay.replay import Replay, Wish
from services.chassis.replay.report import Found
from services.chassis.service import Service
from services.chassis.settings import Settings
from services.feedback.app import SERVICE
from tests.fresh_names import FreshNames
from tests.integration.support.installation import install
from tests.integration.support.office import Office

DAY = timedelta(days=1)


class FeedbackOffice(Office):
    """Coordinators ask it."""

    usual_scopes = frozenset({Scope.READ, Scope.COORDINATE})


class Life:
    """A mentorship that begins, pauses, goes on, and meets again and again."""

    def __init__(self, id: str, now: datetime) -> None:
        self.id, self.now = id, now
        self.members = (
            Member(person_id=f"{id}-ada", organisation_id="north", role=Role.MENTOR),
            Member(person_id=f"{id}-bo", organisation_id="south", role=Role.MENTEE),
        )
        self.told = 0
        self.met = 0

    def beginning(self) -> list[tuple[Event, int]]:
        """Its first events, with their numbers."""
        steps = (
            (MentorshipStarted, MentorshipStatus.ACTIVE),
            (MentorshipPaused, MentorshipStatus.PAUSED),
            (MentorshipResumed, MentorshipStatus.ACTIVE),
        )
        return [(self._changed(kind, status), number) for number, (kind, status) in enumerate(steps, 1)]

    def meeting(self) -> tuple[Event, int]:
        """One more session; every third is missed."""
        self.met += 1
        kind, status = (SessionMissed, SessionStatus.MISSED) if self.met % 3 == 0 else (SessionHeld, SessionStatus.HELD)
        start = self.now + timedelta(hours=self.met)
        attendees = tuple(
            Attendee(person_id=member.person_id, organisation_id=member.organisation_id, attended=True)
            for member in self.members
        )
        session = Session(
            id=f"{self.id}-s{self.met}",
            mentorship_id=self.id,
            status=status,
            start=start,
            end=start + timedelta(hours=1),
            zone="Europe/Paris",
            attendees=attendees,
        )
        return kind(after=session), 1

    def _changed(self, kind: Any, status: MentorshipStatus) -> Event:
        event: Event = kind(
            after=Mentorship(
                id=self.id,
                programme_id="programme",
                kind=ProgrammeKind.FORMAL,
                origin=MentorshipOrigin.CYCLE,
                status=status,
                members=self.members,
                cadence_days=14,
                proposed_at=self.now - DAY,
                started_at=self.now,
            )
        )
        return event


@pytest.fixture
async def own(servers: Any, fresh_names: FreshNames) -> Settings:
    """An installation for one test alone."""
    return await install(servers, fresh_names)


@pytest.fixture
async def office(own: Settings) -> AsyncIterator[FeedbackOffice]:
    """A running replica."""
    async with FeedbackOffice.opened(SERVICE, own) as office:
        yield office


async def told(office: Office, *lives: Life, meetings: int) -> None:
    """They begin and meet so often, and all of it is heard."""
    happened = {life.id: [*life.beginning(), *(life.meeting() for _ in range(meetings + 1))] for life in lives}
    for event, number in (each for life in happened.values() for each in life):
        await office.feed.event(event, number)
    # Meetings are on partitions of their own: that the last one was heard says nothing of the others.
    for life in happened.values():
        last_change, *met = life[2:]
        for event, number in (last_change, *met):
            await office.has_heard(event, sequence=number)


async def replayed(settings: Settings, service: Service = SERVICE, **wish: Any) -> Found:
    """What a replay finds."""
    wished = Wish(**{"kinds": service.rebuilt_kinds, "patience": 20.0, **wish})
    async with asyncio.timeout(120):
        return await Replay(service, settings, wished, lambda done, all: None).run()
