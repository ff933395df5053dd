"""An installation for one test alone."""

import pytest

from deploy.local import Servers
from services.chassis.settings import Settings
from tests.fresh_names import FreshNames
from tests.integration.support.installation import install


@pytest.fixture
async def own(servers: Servers, fresh_names: FreshNames) -> Settings:
    return await install(servers, fresh_names)
