"""For tests on real servers; those themselves come from `tests/conftest.py`, since journeys use them as well."""

from pathlib import Path

import pytest
import pytest_asyncio

from deploy.local import Servers
from services.chassis.settings import Settings
from tests.fresh_names import FreshNames
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.installation import install


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def settings(servers: Servers, session_prefix: str) -> Settings:
    """An installation for the tests of one module: starting a service takes seconds, so they share one."""
    return await install(servers, FreshNames.next(session_prefix))


@pytest.fixture
def ids() -> FreshIds:
    """Ids of this test's own, in whatever it shares with others."""
    return FreshIds()


@pytest.fixture
def no_given_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the embedded servers themselves."""
    for name in ("KAFKA", "MONGO", "REDIS"):
        monkeypatch.delenv(f"MENTORMESH_{name}_URL", raising=False)


@pytest.fixture
def own_directory(tmp_path: Path, no_given_servers: None) -> Path:
    """A directory for servers of this test alone."""
    return tmp_path / "servers"
