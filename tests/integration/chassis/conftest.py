"""The toy service, with what its tests share: an installation a module, unless a test breaks things."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from deploy.local import Servers
from services.chassis.settings import Settings
from tests.fresh_names import FreshNames
from tests.integration.chassis.toy import TOY
from tests.integration.support.installation import install
from tests.integration.support.office import Office


@pytest.fixture(scope="module")
def driver() -> str:
    """Which MongoDB driver the module's services use."""
    return "pymongo"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def settings(servers: Servers, session_prefix: str, driver: str) -> Settings:
    """An installation for the tests of one module."""
    other = {"mongo_driver": driver, "revocation_bound_seconds": 1, "wait_for_facts_seconds": 2}
    return await install(servers, FreshNames.next(session_prefix), **other)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def toys(settings: Settings) -> AsyncIterator[Office]:
    """Two running replicas, for the tests of one module."""
    async with Office.opened(TOY, settings, replicas=2) as office:
        yield office


@pytest.fixture
async def own(servers: Servers, fresh_names: FreshNames) -> Settings:
    """An installation for one test alone."""
    return await install(servers, fresh_names)
