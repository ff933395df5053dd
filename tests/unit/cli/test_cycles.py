import json
from typing import Any

import httpx
import pytest

from cli.cycles import replaying
from tests.unit.cli.conftest import Api, Run

CYCLE: dict[str, Any] = {
    "id": "c",
    "programme_id": "p",
    "status": "completed",
    "policy_version": 2,
    "started_at": "2026-03-04T09:00:00Z",
    "ended_at": "2026-03-04T09:00:05Z",
    "totals": {"matched": 5, "unmatched": [{"constraint": "places", "people": 3}]},
    "failure": None,
}
HOME = "/v1/programmes/p/cycles/c"


def replay(outcome: str, detail: str = "it is being computed") -> dict[str, Any]:
    return {
        "id": "r",
        "outcome": outcome,
        "detail": detail,
        "expected_hash": "aa",
        "result_hash": None if outcome == "running" else "aa",
        "expected_version": "2.0",
        "engine_version": None,
    }


def test_cycles_are_listed(mentormesh: Run, api: Api) -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        assert (request.url.path, request.url.params["status"]) == ("/v1/cycles", "running")
        return httpx.Response(200, json={"items": [CYCLE] * 3, "next": "more"})

    api(answering)
    told = mentormesh("cycles", "list", "--status", "running", "--most", "2")
    assert [line.split()[:3] for line in told.stdout.splitlines()[1:]] == [["c", "p", "completed"]] * 2


def test_a_cycle_is_shown_with_what_one_may_see_of_it(mentormesh: Run, api: Api) -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        match request.url.path:
            case "/v1/cycles/c":
                return httpx.Response(200, json=CYCLE)
            case "/v1/programmes/p/cycles/c/receipt":
                return httpx.Response(200, json={"result_hash": "aa", "people": 7})
        return httpx.Response(404, json={"type": "https://x/unknown", "title": "Unknown", "status": 404})

    api(answering)
    told = mentormesh("cycles", "show", "c")
    lines = [line.split() for line in told.stdout.splitlines()]
    assert ["totals.matched", "5"] in lines
    assert ["totals.unmatched", "constraint=places", "people=3"] in lines
    assert ["receipt.people", "7"] in lines
    assert json.loads(mentormesh("cycles", "show", "c", "--json").stdout)["audit"] is None


@pytest.mark.parametrize(("outcome", "code"), [("same", 0), ("different", 1), ("impossible", 1)])
def test_a_replay_is_awaited(
    mentormesh: Run, api: Api, monkeypatch: pytest.MonkeyPatch, outcome: str, code: int
) -> None:
    monkeypatch.setattr(replaying, "LOOK_EVERY", 0)
    waiting = [replay(outcome, "cannot be replayed: 2 people erased"), replay("running")]

    def answering(request: httpx.Request) -> httpx.Response:
        match (request.method, request.url.path):
            case ("GET", "/v1/cycles/c"):
                return httpx.Response(200, json=CYCLE)
            case ("POST", "/v1/programmes/p/cycles/c/replay"):
                return httpx.Response(202, json=replay("running"))
        assert request.url.path == f"{HOME}/replays/r"
        return httpx.Response(200, json=waiting.pop())

    api(answering)
    told = mentormesh("cycles", "replay", "c")
    assert told.exit_code == code
    assert told.stdout.splitlines()[1].split() == ["outcome", outcome]
    assert ("2 people erased" in told.stderr) == (code == 1)


def test_nobody_waits_for_ever(mentormesh: Run, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaying, "LOOK_EVERY", 0.6)

    def answering(request: httpx.Request) -> httpx.Response:
        found = CYCLE if request.url.path == "/v1/cycles/c" else replay("running")
        return httpx.Response(200, json=found)

    api(answering)
    told = mentormesh("cycles", "replay", "c", "--patience", "1")
    assert told.exit_code == 1
    assert f"it is {HOME}/replays/r" in told.stderr
