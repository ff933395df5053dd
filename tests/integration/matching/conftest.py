"""Matching behind HTTP, and a network whose people and agreements other services tell it of."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest_asyncio

from mentormesh_contracts.organisations import Agreement, AgreementAccepted
from mentormesh_contracts.people import Person, PersonRegistered
from mentormesh_contracts.vocabulary import Scope
from services.chassis.settings import Settings
from services.matching.app import SERVICE
from tests.integration.support.office import Office
from tests.integration.support.waiting import eventually


class MatchingOffice(Office):
    """Coordinators ask it."""

    usual_scopes = frozenset({Scope.READ, Scope.COORDINATE})

    async def registers(self, *people: Person) -> None:
        """Have people registered."""
        await self.hears(*(PersonRegistered(after=person) for person in people))

    async def joins(self, agreement: Agreement) -> None:
        """Have an agreement accepted."""
        await self.hears(AgreementAccepted(after=agreement))

    async def opens(self, by: str, kind: str = "formal", **facts: Any) -> str:
        """The address of a new programme that is open to partners."""
        body = {"kind": kind, "title": f"A {kind} programme", "open_to_partners": True, **facts}
        answer = await self.post("/v1/programmes", by, body)
        assert answer.status_code == 201, answer.text
        return str(answer.headers["Location"])

    async def enrols(self, programme: str, by: str, role: str, *people: str) -> None:
        """Have people enrolled."""
        body = {"people": [{"person_id": id, "role": role} for id in people]}
        answer = await self.post(f"{programme}/enrolments/bulk", by, body)
        assert answer.json()["enrolled"] == len(people), answer.text

    async def matches(self, programme: str, by: str) -> dict[str, Any]:
        """A cycle that is over."""
        started = await self.post(f"{programme}/cycles", by)
        assert started.status_code == 202, started.text

        async def is_over() -> bool:
            return bool((await self.get(started.headers["Location"], by)).json()["status"] != "running")

        await eventually(is_over)
        cycle: dict[str, Any] = (await self.get(started.headers["Location"], by)).json()
        return cycle

    async def accepts(self, mentorship: dict[str, Any]) -> dict[str, Any]:
        """All members accept."""
        answer: httpx.Response | None = None
        for member in mentorship["members"]:
            path = f"/v1/mentorships/{mentorship['id']}/accept"
            answer = await self.post(path, member["organisation_id"], {"person_id": member["person_id"]})
            assert answer.status_code == 200, answer.text
        assert answer is not None
        accepted: dict[str, Any] = answer.json()
        return accepted

    async def mentorships(self, by: str, **query: Any) -> list[dict[str, Any]]:
        """What the organisation sees."""
        found: list[dict[str, Any]] = (await self.get("/v1/mentorships", by, limit=200, **query)).json()["items"]
        return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(settings: Settings) -> AsyncIterator[MatchingOffice]:
    """One running replica for the tests of a module."""
    async with MatchingOffice.opened(SERVICE, settings) as office:
        yield office
