"""Profile behind HTTP, and the agreements and mentorships that other services tell it of."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest_asyncio

from services.chassis.settings import Settings
from services.profile.app import SERVICE
from tests.integration.support.office import Office

IMPORTS = "/v1/people/imports"


class ProfileOffice(Office):
    """Organisations ask it, and send it rosters."""

    async def registered(self, by: str, external_id: str = "E-1", **more: Any) -> str:
        """The id of a person who has just been registered."""
        answer = await self.post("/v1/people", by, {"external_id": external_id, "name": "Ada", **more})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["person"]["id"])

    async def upload(
        self, by: str, content: str, form: str = "text/csv", *, replica: int = 0, **query: Any
    ) -> httpx.Response:
        """Send a roster as it is."""
        return await self.post(
            IMPORTS, by, replica=replica, headers={"Content-Type": form}, content=content, params=query
        )

    async def fill_in(self, by: str, files: Any, **fields: str) -> httpx.Response:
        """Send a roster in a form."""
        return await self.post(IMPORTS, by, files=files, data=fields)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(settings: Settings) -> AsyncIterator[ProfileOffice]:
    """One running replica for the tests of a module: each has organisations of its own."""
    async with ProfileOffice.opened(SERVICE, settings) as office:
        yield office
