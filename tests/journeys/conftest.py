"""One running network for all journeys: five services twice, on real servers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local import Servers
from tests.fresh_names import FreshNames
from tests.journeys.support.network import Network
from tests.journeys.wall.home import Home

NETWORK = pytest.StashKey[Network]()


@pytest.fixture(scope="session")
def network(
    servers: Servers, session_prefix: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Network]:
    """Two replicas of all five services, with names of their own on the servers. Logs are kept in files."""
    directory: Path = tmp_path_factory.mktemp("network")
    with Network(servers, FreshNames.next(session_prefix).namespace, directory).running(replicas=2) as network:
        request.config.stash[NETWORK] = network
        yield network


@pytest.fixture(scope="session")
def home(network: Network) -> Home:
    """Alder, Birch and Cedar, with something of every kind, for the tenant wall."""
    return Home(network)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Whoever fails shows what the replicas said last."""
    report: pytest.TestReport = yield  # type: ignore[assignment]
    if report.failed and (network := item.config.stash.get(NETWORK, None)) is not None:
        report.sections.append(("what the replicas said", network.last_words()))
    return report  # type: ignore[return-value]
