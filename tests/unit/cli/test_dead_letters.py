import json

import httpx
import orjson
import pytest

from tests.unit.cli.conftest import Api, Run

RECORD = {
    "id": "people/0/7",
    "state": "parked",
    "type": "a.b.v1",
    "reason": "gap",
    "why": "6 is missing",
    "sequence": 8,
}

COUNT = {
    "state": "dead",
    "topic": "people",
    "reason": "malformed",
    "records": 7,
    "oldest_held_at": "2026-01-05T12:00:00Z",
    "oldest_seconds": 93_784,
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
        assert str(request.url).endswith("/v1/operations/profile/held-records/one?id=people%2F0%2F7&body_bytes=10000")
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


def test_what_never_comes_is_passed_over_after_the_number_that_was_seen(mentormesh: Run, api: Api) -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/v1/operations/profile/held-records/pass-over"
        assert orjson.loads(request.content) == {"id": "people/ada/7", "last_applied": 4, "reason": "lost"}
        return httpx.Response(200, json={**RECORD, "state": "discarded", "passed_over": 2})

    api(answering)
    arguments = ("people/ada/7", "--service", "profile", "--after", "4", "--reason", "lost")
    assert "passed_over" in mentormesh("dead-letters", "pass-over", *arguments).stdout


def test_many_are_tried_again_part_by_part_and_summed_up(mentormesh: Run, api: Api) -> None:
    asked: list[dict[str, object]] = []

    def answering(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/counts"):
            return httpx.Response(200, json={"items": [COUNT]})
        assert request.url.path == "/v1/operations/profile/held-records/redrive-many"
        asked.append(orjson.loads(request.content))
        next_one = "c" if len(asked) == 1 else None
        return httpx.Response(202, json={"applied": 60, "held": 30, "unreadable": 10, "next": next_one})

    api(answering)
    arguments = ("--service", "profile", "--topic", "people", "--state", "dead", "--json")
    told = mentormesh("dead-letters", "redrive", *arguments)
    summary = {"service": "profile", "applied": 120, "held": 60, "unreadable": 20, "left": False}
    assert json.loads(told.stdout) == [summary]
    first = {"topic": "people", "state": "dead", "dry_run": False, "limit": 100}
    assert asked == [first, {**first, "after": "c"}]


def test_no_more_are_tried_than_wanted(mentormesh: Run, api: Api) -> None:
    limits: list[int] = []

    def answering(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/counts"):
            return httpx.Response(200, json={"items": [COUNT]})
        limits.append(orjson.loads(request.content)["limit"])
        assert orjson.loads(request.content)["dry_run"] is True
        return httpx.Response(202, json={"applied": 1, "held": 0, "unreadable": 0, "next": "c"})

    api(answering)
    told = mentormesh("dead-letters", "redrive", "--all", "--service", "profile", "--most", "150", "--dry-run")
    assert limits == [100, 50]
    assert told.stdout.splitlines()[1].split() == ["profile", "2", "0", "0", "True"]


def test_what_is_held_is_counted(mentormesh: Run, api: Api) -> None:
    api(lambda request: httpx.Response(200, json={"items": [COUNT] if "profile" in request.url.path else []}))
    lines = mentormesh("dead-letters", "count").stdout.splitlines()
    assert lines[1].split()[:5] == ["profile", "dead", "people", "malformed", "7"]
    assert lines[1].endswith("1 d 2 h 3 min 4 s")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("redrive", "name a record, or say which of many"),
        ("redrive people/0/7", "say whose record it is, with one --service"),
        ("redrive people/0/7 --service all", "a record is held by one service"),
        ("redrive people/0/7 --service profile --all", "not both"),
        ("redrive --all --state dead", "--all leaves nothing to say"),
        ("redrive --state discarded", "--state is dead or parked"),
        ("show people/0/7 --service profil", "did you mean profile"),
        ("discard people/0/7 --service all --reason nonsense", "a record is held by one service"),
    ],
)
def test_wrong_usage_is_told_in_one_line(mentormesh: Run, api: Api, arguments: str, said: str) -> None:
    api(lambda _: httpx.Response(500))
    told = mentormesh("dead-letters", *arguments.split())
    assert told.exit_code == 2
    assert said in told.stderr
    assert len(told.stderr.splitlines()) == 1
