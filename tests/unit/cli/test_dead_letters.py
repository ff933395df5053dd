import json

import httpx
import orjson

from tests.unit.cli.conftest import Api, Run

RECORD = {
    "id": "people/0/7",
    "state": "parked",
    "type": "a.b.v1",
    "reason": "gap",
    "why": "6 is missing",
    "sequence": 8,
}


def test_records_of_all_services_are_listed(mentormesh: Run, api: Api) -> None:
    asked: list[str] = []

    def answering(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        assert request.url.params["state"] == "parked"
        return httpx.Response(200, json={"items": [RECORD] if "matching" in request.url.path else [], "next": None})

    api(answering)
    told = mentormesh("dead-letters", "list", "--state", "parked")
    assert len(asked) == 5
    assert told.stdout.splitlines()[1].split()[:3] == ["matching", "parked", "people/0/7"]


def test_no_more_are_asked_for_than_wanted(mentormesh: Run, api: Api) -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        assert request.url.params["limit"] == "3"
        return httpx.Response(200, json={"items": [RECORD] * 3, "next": "c"})

    api(answering)
    told = mentormesh("dead-letters", "list", "--service", "profile", "--most", "3", "--json")
    assert [record["service"] for record in json.loads(told.stdout)] == ["profile"] * 3


def test_one_is_shown(mentormesh: Run, api: Api) -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        assert str(request.url).endswith("/v1/operations/profile/held-records/one?id=people%2F0%2F7")
        return httpx.Response(200, json=RECORD)

    api(answering)
    assert "6 is missing" in mentormesh("dead-letters", "show", "people/0/7", "--service", "profile").stdout


def test_one_is_tried_again(mentormesh: Run, api: Api) -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/v1/operations/profile/held-records/redrive"
        assert orjson.loads(request.content) == {"id": "people/0/7"}
        return httpx.Response(202, json=RECORD)

    api(answering)
    told = mentormesh("dead-letters", "redrive", "people/0/7", "--service", "profile", "--json")
    assert json.loads(told.stdout) == RECORD


def test_one_is_given_up_with_a_reason_and_by_somebody(mentormesh: Run, api: Api) -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        assert orjson.loads(request.content) == {"id": "people/0/7", "reason": "sent by mistake"}
        assert request.headers["mentormesh-actor"] == "Ada"
        return httpx.Response(200, json={**RECORD, "state": "discarded"})

    api(answering)
    arguments = ("people/0/7", "--service", "profile", "--reason", "sent by mistake", "--actor", "Ada")
    assert "discarded" in mentormesh("dead-letters", "discard", *arguments).stdout
