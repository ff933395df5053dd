import json
from datetime import UTC, datetime, timedelta

import httpx
import orjson
import pytest

from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import KeyRing, new_signing_key
from tests.unit.cli.conftest import Api, Run

ISSUED = {
    "id": "k1",
    "organisation_id": "o1",
    "label": "HR",
    "scopes": ["read", "roster"],
    "issued_at": "2026-01-01T00:00:00Z",
    "expires_at": "2026-04-01T00:00:00Z",
    "status": "active",
    "revoked_at": None,
    "successor_id": None,
}


def test_a_new_pair_fits_together(mentormesh: Run) -> None:
    pair = json.loads(mentormesh("keys", "new-signing-key", "--json").stdout)
    ring = KeyRing(verifying=[pair["MENTORMESH_VERIFYING_KEYS"]])
    now = datetime.now(UTC)
    key = KeyRing(pair["MENTORMESH_SIGNING_KEY"]).issue("k", "o", [Scope.READ], now, now + timedelta(days=1))
    assert ring.verify(key, now).organisation_id == "o"


def test_a_new_pair_is_lines_for_an_environment(mentormesh: Run) -> None:
    lines = mentormesh("keys", "new-signing-key").stdout.splitlines()
    assert [line.partition("=")[0] for line in lines] == ["MENTORMESH_SIGNING_KEY", "MENTORMESH_VERIFYING_KEYS"]


def test_an_operators_key_is_signed_here(mentormesh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    signing = new_signing_key()
    monkeypatch.setenv("MENTORMESH_SIGNING_KEY", signing)
    told = mentormesh("keys", "operator", "--days", "7")
    key = KeyRing(signing).verify(told.stdout.strip(), datetime.now(UTC))
    assert (key.organisation_id, key.scopes) == ("operator", frozenset({Scope.OPERATE}))
    assert timedelta(days=6, hours=23) < key.expires_at - datetime.now(UTC) <= timedelta(days=7)
    assert told.stderr == ""


def test_a_key_is_issued_and_shown_alone_on_stdout(mentormesh: Run, api: Api) -> None:
    asked: list[dict[str, object]] = []

    def answering(request: httpx.Request) -> httpx.Response:
        asked.append(orjson.loads(request.content))
        return httpx.Response(201, json={**ISSUED, "secret": "mm_new"})

    api(answering)
    told = mentormesh("keys", "issue", "--scope", "read", "--scope", "roster", "--label", "HR")
    assert told.stdout == "mm_new\n"
    assert "k1: read, roster; valid until 2026-04-01" in told.stderr
    assert asked == [{"scopes": ["read", "roster"], "label": "HR"}]
    assert "mm_secret" not in told.output


def test_a_key_gets_a_successor(mentormesh: Run, api: Api) -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/v1/credentials/k1/rotate"
        assert orjson.loads(request.content) == {"grace_hours": 48}
        return httpx.Response(201, json={**ISSUED, "id": "k2", "secret": "mm_new"})

    api(answering)
    told = mentormesh("keys", "rotate", "k1", "--grace-hours", "48", "--json")
    assert json.loads(told.stdout)["secret"] == "mm_new"


def test_a_key_is_revoked(mentormesh: Run, api: Api) -> None:
    api(lambda request: httpx.Response(200, json={**ISSUED, "revoked_at": "2026-02-01T00:00:00Z"}))
    assert mentormesh("keys", "revoke", "k1").stdout == "k1 is revoked since 2026-02-01T00:00:00Z\n"


def test_keys_are_listed_as_a_table_or_as_json(mentormesh: Run, api: Api) -> None:
    api(lambda request: httpx.Response(200, json={"items": [ISSUED], "next": None}))
    assert "read, roster" in mentormesh("keys", "list").stdout
    assert json.loads(mentormesh("keys", "list", "--json").stdout) == [ISSUED]


def test_a_refusal_is_one_line_without_the_key(mentormesh: Run, api: Api) -> None:
    members = {"title": "Scope missing", "detail": "the key lacks the scope administer"}
    api(lambda request: httpx.Response(403, json=members))
    told = mentormesh("keys", "list")
    assert told.exit_code == 1
    assert told.stderr == ("mentormesh: GET /v1/credentials: 403 Scope missing: the key lacks the scope administer\n")
