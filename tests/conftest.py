"""What every test may ask for: real servers, started once, and names that nobody else uses."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from pymongo import MongoClient

from deploy.local import ServerNotAvailable, Servers, start_servers
from tests.fresh_names import FreshNames
from tests.run_directory import remove_leftovers, run_directory
from tests.servers_in_containers import CONTAINERS, VARIABLE, servers_in_containers
from tests.sharing_out import BySharedFixtures, place_in_the_queue

MARKS = {"integration": "integration", "journeys": "journey", "chaos": "chaos"}

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test is marked by the folder that it lies in. Among several workers, what waits longest begins first."""
    _leave_out_what_needs_apache(config, items)
    for item in items:
        if mark := MARKS.get(_folder(item)):
            item.add_marker(mark)
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: place_in_the_queue(_folder(item)))


def _leave_out_what_needs_apache(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test of what a broker keeps is none on a broker that keeps nothing: it is not skipped, it is not there."""
    if os.environ.get("KAFKA") == "apache":
        return
    left_out = [item for item in items if item.get_closest_marker("apache")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def _folder(item: pytest.Item) -> str:
    here = Path(__file__).parent
    return item.path.relative_to(here).parts[0] if item.path.is_relative_to(here) else ""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BySharedFixtures:
    """Whoever shares a running service stays together, whatever `--dist` says."""
    config.option.loadscopereorder = False
    return BySharedFixtures(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In CI a skipped test is a failed one, unless it says that it needs what CI lacks."""
    report: pytest.TestReport = yield  # type: ignore[assignment]
    if not hasattr(report, "wasxfail") and not item.get_closest_marker("optional"):
        _fail_if_skipped_in_ci(report)
    return report  # type: ignore[return-value]


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """The same for a whole module."""
    report: pytest.CollectReport = yield  # type: ignore[assignment]
    _fail_if_skipped_in_ci(report)
    return report  # type: ignore[return-value]


def _fail_if_skipped_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and os.environ.get("CI"):
        report.outcome, report.longrepr = "failed", f"skipped in CI: {report.longrepr}"


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Kafka, MongoDB and Valkey: the given ones, or those of this session, with the broker that KAFKA names.

    SERVERS=containers has testcontainers start them.
    """
    remove_leftovers()
    directory = run_directory()
    try:
        with _given_in_containers(), start_servers(directory) as started:
            yield started
    except ServerNotAvailable as missing:
        pytest.skip(str(missing))
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@contextmanager
def _given_in_containers() -> Iterator[None]:
    if os.environ.get(VARIABLE) != CONTAINERS:
        yield
        return
    with servers_in_containers() as urls, pytest.MonkeyPatch.context() as patch:
        for name, url in urls.items():
            patch.setenv(name, url)
        yield


@pytest.fixture(scope="session")
def session_prefix() -> str:
    """The beginning of every name that this session makes on a server."""
    return f"t{uuid.uuid4().hex[:8]}"


@pytest.fixture(scope="session")
def _given_databases_are_left_clean(servers: Servers, session_prefix: str) -> Iterator[None]:
    yield
    with MongoClient[dict[str, Any]](servers.mongo_url) as client:
        for name in client.list_database_names():
            if name.startswith(session_prefix):
                client.drop_database(name)


@pytest.fixture
def fresh_names(session_prefix: str, request: pytest.FixtureRequest) -> FreshNames:
    """Names for one test's databases, topics and groups."""
    if os.environ.get("MENTORMESH_MONGO_URL"):
        request.getfixturevalue("_given_databases_are_left_clean")
    return FreshNames.next(session_prefix)
