"""Partners behind HTTP, and organisations that an operator lets in."""

from collections.abc import AsyncIterator

import pytest_asyncio

from services.chassis.identity import new_id
from services.chassis.settings import Settings
from services.partners.app import SERVICE
from tests.integration.support.office import OPERATOR, Office


class PartnersOffice(Office):
    """Organisations and the operator ask it."""

    async def joined(self, name: str) -> str:
        """The id of an organisation that has just joined; its name is its own."""
        return str((await self.post("/v1/organisations", OPERATOR, {"name": f"{name} {new_id()}"})).json()["id"])

    async def two(self) -> tuple[str, str]:
        """Two organisations."""
        return await self.joined("Acme"), await self.joined("Globex")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(settings: Settings) -> AsyncIterator[PartnersOffice]:
    """One running replica for the tests of a module: each has organisations of its own."""
    async with PartnersOffice.opened(SERVICE, settings) as office:
        yield office
