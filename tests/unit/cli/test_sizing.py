"""The size of an installation, from the command line."""

import json

from tests.unit.cli.conftest import Run


def test_it_tells_three_sizes_and_when_their_figures_were_measured(mentormesh: Run) -> None:
    told = mentormesh("sizing")
    assert told.exit_code == 0
    assert "1,000 organisations" in told.stdout
    assert "partitions needed" in told.stdout
    assert "measured: costs 20" in told.stdout


def test_scripts_get_all_of_it(mentormesh: Run) -> None:
    told = mentormesh("sizing", "--organisations", "20", "--people", "50", "--years", "2", "--json")
    found = json.loads(told.stdout)
    (size,) = found["sizes"]
    assert size["network"]["people_each"] == 50
    assert size["services"]["matching"]["replicas"] == 2
    assert set(size["storage"]["documents"]) == {"partners", "profile", "matching", "scheduling", "feedback"}
    assert found["measured"]["costs"].startswith("20")


def test_a_network_without_organisations_is_refused(mentormesh: Run) -> None:
    told = mentormesh("sizing", "--organisations", "0")
    assert told.exit_code == 2
    assert "--organisations" in told.stderr
