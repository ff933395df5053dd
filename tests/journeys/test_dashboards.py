"""Every panel of every dashboard has an answer, from a Prometheus that scrapes a network while the demo lives in it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local import Servers
from deploy.monitoring.alerts import rule_files
from deploy.monitoring.asking import WINDOW
from deploy.monitoring.boards import BOARDS
from deploy.sample.generate import write as write_rosters
from tests.fresh_names import FreshNames
from tests.journeys.support.network import Network
from tests.journeys.support.prometheus import Prometheus
from tests.journeys.support.waiting import eventually

PEOPLE = 220
SERVICES = ("partners", "profile", "matching", "scheduling", "feedback")
EXPRESSIONS = sorted(
    {answer.expression for board in BOARDS for question in board.questions for answer in question.answers}
)
OF_THE_MACHINE = {"MentorMeshEffectsLate", "MentorMeshEventLoopLate"}
"""What a machine that others use as well may fire."""
pytestmark = [pytest.mark.slow, pytest.mark.timeout(420)]


@pytest.fixture(scope="module")
def watched(servers: Servers, session_prefix: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prometheus]:
    """A network of two replicas in which the whole demo has taken place."""
    directory = tmp_path_factory.mktemp("watched")
    with Network(servers, FreshNames.next(session_prefix).namespace, directory).running(replicas=2) as network:
        urls = [replica.url for replica in network.replicas]
        with Prometheus(directory, dict.fromkeys(urls, "all"), rule_files()) as prometheus:
            demonstrate(network, urls, directory)
            yield prometheus


def demonstrate(network: Network, urls: list[str], directory: Path) -> None:
    """The demo, as it is run against any network that is up."""
    write_rosters(directory / "rosters", PEOPLE)
    at = [part for url in urls for service in SERVICES for part in ("--at", f"{service}={url}")]
    places = {"--rosters": "rosters", "--directory": "demo", "--json-to": "demo.json"}
    options = [part for name, place in places.items() for part in (name, str(directory / place))]
    ended = subprocess.run(
        [sys.executable, "-m", "cli.main", "demo", *at, *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **network.environment},
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_panel_has_an_answer(watched: Prometheus, expression: str) -> None:
    organisation = watched.ask("mentormesh_organisation_mentees_enrolled")[0].labels["organisation"]
    asked = expression.replace(WINDOW, "5m").replace("$service", "matching").replace("$organisation", organisation)
    eventually(lambda: bool(watched.ask(asked)), seconds=45)


def test_the_choices_of_the_boards_are_there(watched: Prometheus) -> None:
    for board in BOARDS:
        for choice in board.choices:
            assert {series.labels[choice.name] for series in watched.ask(choice.metric)}
    assert set(SERVICES) <= {series.labels["service"] for series in watched.ask("mentormesh_queue_depth")}


def test_nothing_fires_in_a_network_that_is_well(watched: Prometheus) -> None:
    assert watched.firing() - OF_THE_MACHINE == set()
