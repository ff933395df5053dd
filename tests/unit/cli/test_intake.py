import json

import httpx
import orjson
import pytest

from tests.unit.cli.conftest import Api, Run

WHY = "60 of the last 100 records of mentormesh.people.v1 could not be processed"
STOP = {"stopped_at": "2026-01-05T12:00:00Z", "why": WHY, "resumed_at": None}
STOPPED = {"is_stopped": True, "why": WHY, "stops": [STOP]}
RUNNING = {"is_stopped": False, "why": None, "stops": [{**STOP, "resumed_at": "2026-01-05T12:30:00Z"}]}


def test_each_service_is_shown(mentormesh: Run, api: Api) -> None:
    api(lambda request: httpx.Response(200, json=STOPPED if "matching" in request.url.path else RUNNING))
    lines = mentormesh("intake", "show").stdout.splitlines()
    assert len(lines) == 6
    assert lines[2].split() == ["profile", "running"]
    assert lines[3].split()[:3] == ["matching", "stopped", "2026-01-05T12:00:00Z"]
    assert WHY in lines[3]


def test_one_is_let_go_on(mentormesh: Run, api: Api) -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/v1/operations/matching/intake/resume"
        assert orjson.loads(request.content) == {"reason": "rolled back", "tolerate": 7}
        assert request.headers["mentormesh-actor"] == "Ada"
        return httpx.Response(200, json=RUNNING)

    api(answering)
    arguments = ("matching", "--reason", "rolled back", "--tolerate", "7", "--actor", "Ada", "--json")
    assert json.loads(mentormesh("intake", "resume", *arguments).stdout)[0]["is_stopped"] is False


@pytest.mark.parametrize("service", ["all", "matchin"])
def test_only_one_service_that_there_is_can_be_let_go_on(mentormesh: Run, api: Api, service: str) -> None:
    api(lambda _: httpx.Response(500))
    told = mentormesh("intake", "resume", service, "--reason", "rolled back")
    assert told.exit_code == 2
    assert "matching" in told.stderr
