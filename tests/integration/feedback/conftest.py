"""Feedback behind HTTP, keys of organisations, and events as matching and scheduling publish them."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaProducer

from deploy.local import Servers
from mentormesh_contracts import TOPIC_OF, Event
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
from services.chassis.http.keys import new_signing_key
from services.chassis.identity import new_id
from services.chassis.kafka.topics import create_topics
from services.chassis.process import build_app
from services.chassis.runtime import Runtime
from services.chassis.settings import Settings, load_settings
from services.feedback.app import SERVICE
from tests.fresh_names import FreshNames
from tests.integration.chassis.conftest import Feed, eventually

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
MEMBERS = (
    Member(person_id="ada", organisation_id="north", role=Role.MENTOR),
    Member(person_id="bo", organisation_id="south", role=Role.MENTEE),
)


def started(id: str = "m1", members: tuple[Member, ...] = MEMBERS) -> MentorshipStarted:
    """A mentorship of two organisations starts, to meet every 14 days."""
    return MentorshipStarted(
        after=Mentorship(
            id=id,
            programme_id="programme",
            kind=ProgrammeKind.FORMAL,
            origin=MentorshipOrigin.CYCLE,
            status=MentorshipStatus.ACTIVE,
            members=members,
            cadence_days=14,
            proposed_at=NOW - DAY,
            started_at=NOW,
        )
    )


def held(id: str = "s1", mentorship_id: str = "m1", start: datetime = NOW) -> SessionHeld:
    """Both came."""
    attendees = tuple(
        Attendee(person_id=member.person_id, organisation_id=member.organisation_id, attended=True)
        for member in MEMBERS
    )
    return SessionHeld(
        after=Session(
            id=id,
            mentorship_id=mentorship_id,
            status=SessionStatus.HELD,
            start=start,
            end=start + timedelta(hours=1),
            zone="Europe/Paris",
            attendees=attendees,
        )
    )


class Office:
    """Speaks for organisations to the service, and for other services to its topics."""

    def __init__(self, runtime: Runtime, http: httpx.AsyncClient, feed: Feed) -> None:
        self.runtime, self._http, self._feed = runtime, http, feed

    async def get(self, path: str, by: str, *scopes: Scope) -> httpx.Response:
        """Read with a key of that organisation."""
        return await self._http.get(path, headers=self._headers(by, scopes or (Scope.READ, Scope.COORDINATE)))

    async def post(self, path: str, by: str, body: Any = None, **headers: str) -> httpx.Response:
        """Act with a coordinator's key of that organisation."""
        sent = {"Idempotency-Key": new_id(), **self._headers(by, (Scope.COORDINATE,)), **headers}
        return await self._http.post(path, json=body, headers=sent)

    async def hears(self, event: Event, sequence: int = 1) -> None:
        """Publish an event and wait until it is known here."""
        await self._feed.event(event, sequence)
        place = (f"{TOPIC_OF[type(event)].name}/{event.subject}", sequence)
        await eventually(lambda: self.runtime.has_heard([place]))

    async def tell(self, event: Event, sequence: int = 1) -> None:
        """Publish an event."""
        await self._feed.event(event, sequence)

    def _headers(self, organisation_id: str, scopes: tuple[Scope, ...]) -> dict[str, str]:
        now = self.runtime.clock.now()
        key = self.runtime.keys.issue(new_id(), organisation_id, frozenset(scopes), now, now + 9 * DAY)
        return {"Authorization": f"Bearer {key}"}


@pytest.fixture
async def settings(servers: Servers, fresh_names: FreshNames) -> Settings:
    """Settings for one test alone, with its topics made."""
    own = {name.removeprefix("MENTORMESH_").lower(): value for name, value in servers.environment().items()}
    settings = load_settings(**own, namespace=fresh_names.namespace, sandbox=True, signing_key=new_signing_key())
    await create_topics(settings)
    return settings


@pytest.fixture
async def office(settings: Settings) -> AsyncIterator[Office]:
    """The running service."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.kafka_url, acks="all")
    runtime = Runtime(SERVICE, settings)
    await producer.start()
    await runtime.start()
    transport = httpx.ASGITransport(build_app([runtime], settings, runtime.health))
    async with httpx.AsyncClient(transport=transport, base_url="http://feedback") as http:
        yield Office(runtime, http, Feed(producer, settings))
    await runtime.stop()
    await producer.stop()
