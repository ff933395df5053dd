"""Every panel of every dashboard has an answer, from a Prometheus that scrapes a network while the demo lives in it."""

from collections.abc import Iterator

import pytest

from deploy.local import Servers
from deploy.monitoring.alerts import rule_files
from deploy.monitoring.boards import BOARDS
from tests.fresh_names import FreshNames
from tests.grafana.drawing import asked
from tests.journeys.support.demo import SERVICES, demonstrate
from tests.journeys.support.network import Network
from tests.journeys.support.prometheus import Prometheus
from tests.journeys.support.waiting import eventually

PEOPLE = 220
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
            demonstrate(network, directory, PEOPLE)
            yield prometheus


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_panel_has_an_answer(watched: Prometheus, expression: str) -> None:
    organisation = watched.ask("mentormesh_organisation_mentees_enrolled")[0].labels["organisation"]
    question = asked(expression, {"service": "matching", "organisation": organisation}, window="5m")
    eventually(lambda: bool(watched.ask(question)), seconds=45)


def test_the_choices_of_the_boards_are_there(watched: Prometheus) -> None:
    for board in BOARDS:
        for choice in board.choices:
            assert {series.labels[choice.name] for series in watched.ask(choice.metric)}
    assert set(SERVICES) <= {series.labels["service"] for series in watched.ask("mentormesh_queue_depth")}


def test_nothing_fires_in_a_network_that_is_well(watched: Prometheus) -> None:
    assert watched.firing() - OF_THE_MACHINE == set()
