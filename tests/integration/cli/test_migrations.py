"""What must be there before a service starts is made by hand, as often as one likes."""

import json

from tests.integration.cli.command import Environment, mentormesh


def test_topics_and_indexes_are_made_once_however_often_one_asks(environment: Environment) -> None:
    for verb in ("topics", "indexes"):
        first = mentormesh(verb, "create", "--json", **environment)
        assert first.returncode == 0, first.stderr
        assert json.loads(first.stdout)["created"]
        second = mentormesh(verb, "create", **environment)
        assert second.returncode == 0, second.stderr
        assert "already" in second.stdout


def test_only_the_named_service_s_indexes_are_made(environment: Environment) -> None:
    created = json.loads(mentormesh("indexes", "create", "profile", "--json", **environment).stdout)["created"]
    assert {place.split(".")[0].rpartition("_")[2] for place in created} == {"profile"}
    assert "pending" in next(names for place, names in created.items() if place.endswith(".outbox"))


def test_an_unknown_service_is_refused(environment: Environment) -> None:
    refused = mentormesh("indexes", "create", "profil", **environment)
    assert refused.returncode == 2
    assert "there is no service 'profil'" in refused.stderr
