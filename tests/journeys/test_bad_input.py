"""Requests that are wrong: each gets a problem that says what is wrong, and where."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.journeys.support.acts import open_programme
from tests.journeys.support.network import Network
from tests.journeys.support.openapi import Route, routes_of
from tests.journeys.support.party import Party, problem
from tests.journeys.support.people import NDJSON, mentor, register
from tests.journeys.support.streams import history
from tests.journeys.support.waiting import eventually
from tests.journeys.wall.row import Making, Theirs, filled
from tests.journeys.wall.table import MAKING, THEIRS

MIB = 1024 * 1024
NOBODY = str(uuid.uuid4())
FOR_OPERATORS = ("POST /v1/organisations",)
PROGRAMME = {"kind": "informal", "title": "One"}
ROWS: list[Theirs | Making] = [*THEIRS, *MAKING]
POSTS = [row for row in ROWS if row.route.startswith("POST")]
NAMES = {name for row in POSTS for name in re.findall(r"{(\w+)}", f"{row.route} {row.body}")}
NEEDS_NO_KEY = "/imports"
"""The same file again changes nothing."""


@pytest.fixture(scope="module")
def larch(network: Network) -> Party:
    """An organisation that makes mistakes."""
    return network.joined("Larch")


def routes(network: Network) -> Iterator[tuple[Route, str, str]]:
    """Every route for organisations, its method, and its path with ids that nothing has."""
    for route in routes_of(network.replicas[0].url):
        method, path = route.name.split()
        if "/operations/" not in path and route.name not in FOR_OPERATORS:
            yield route, method, "/".join(NOBODY if part.startswith("{") else part for part in path.split("/"))


def test_what_changed_since_it_was_read_is_not_overwritten(larch: Party) -> None:
    path = f"/v1/organisations/{larch.id}"
    read = larch.ask("GET", path).headers["etag"]
    changed = larch.ask("PATCH", path, {"zone": "Europe/Paris"}, headers={"If-Match": read})
    assert changed.is_success
    again = larch.ask("PATCH", path, {"zone": "Europe/Rome"}, headers={"If-Match": read})
    assert problem(again) == (412, "stale")
    assert larch.get(path)["zone"] == "Europe/Paris"
    newer = {"If-Match": changed.headers["etag"]}
    assert larch.ask("PATCH", path, {"zone": "Europe/Rome"}, headers=newer).is_success


def test_a_condition_holds_in_every_service(larch: Party) -> None:
    (person,) = register(larch, mentor(larch))
    programme = open_programme(larch)
    key = larch.post("/v1/credentials", {"scopes": ["read"]})["id"]
    busy = {"start": "2030-01-01T10:00", "end": "2030-01-01T11:00", "zone": "UTC"}
    for method, path, body in (
        ("POST", f"/v1/credentials/{key}/revoke", None),
        ("PATCH", f"/v1/people/{person}", {"places_offered": 3}),
        ("PUT", f"/v1/programmes/{programme}/policy", {}),
        ("POST", f"/v1/programmes/{programme}/close", None),
        ("POST", f"/v1/people/{person}/busy-times", busy),
    ):
        assert problem(larch.ask(method, path, body, headers={"If-Match": '"77"'})) == (412, "stale")
        malformed = larch.ask(method, path, body, headers={"If-Match": "77"})
        assert problem(malformed) == (400, "if-match-malformed")
        assert named(malformed) == {"If-Match"}


def test_every_post_needs_an_idempotency_key(larch: Party) -> None:
    ids = dict.fromkeys(NAMES, NOBODY) | {"later": "2030-01-01T10:00", "later_still": "2030-01-01T11:00"}
    for row in POSTS:
        if row.route.endswith(NEEDS_NO_KEY):
            continue
        path, body = row.route.split()[1].format_map(ids), filled(row.body, ids)
        missing = larch.ask("POST", path, body, headers={"Idempotency-Key": None})
        assert problem(missing) == (400, "idempotency-key-missing"), row.route
        malformed = larch.ask("POST", path, body, headers={"Idempotency-Key": "k" * 256})
        assert problem(malformed) == (400, "idempotency-key-malformed"), row.route


def test_a_repeated_request_gets_the_same_answer_and_does_nothing(larch: Party) -> None:
    key = {"Idempotency-Key": str(uuid.uuid4())}
    answers = [larch.ask("POST", "/v1/programmes", PROGRAMME, headers=key, replica=n) for n in (0, 1, 0)]
    first = answers[0]
    assert first.status_code == 201
    for again in answers[1:]:
        assert (again.status_code, again.content) == (first.status_code, first.content)
        assert [again.headers[name] for name in ("etag", "location")] == [
            first.headers[name] for name in ("etag", "location")
        ]
    id = first.json()["id"]
    told = eventually(lambda: history(larch.network).first_occurrences.get(("mentormesh.programmes.v1", id)))
    assert len(told) == 1
    assert [each["id"] for each in larch.all("/v1/programmes")].count(id) == 1


def test_a_key_that_was_used_for_something_else_is_refused(larch: Party) -> None:
    key = {"Idempotency-Key": str(uuid.uuid4())}
    made = larch.ask("POST", "/v1/programmes", PROGRAMME, headers=key)
    assert made.is_success
    other = larch.ask("POST", "/v1/programmes", {**PROGRAMME, "title": "Another"}, headers=key)
    assert problem(other) == (422, "idempotency-key-reused")
    elsewhere = larch.ask("POST", f"/v1/programmes/{made.json()['id']}/close", headers=key)
    assert problem(elsewhere) == (422, "idempotency-key-reused")


def test_two_organisations_may_have_the_same_key(larch: Party) -> None:
    other = larch.network.joined("Hazel")
    key = {"Idempotency-Key": str(uuid.uuid4())}
    made = [party.ask("POST", "/v1/programmes", PROGRAMME, headers=key).json() for party in (larch, other)]
    assert [each["organisation_id"] for each in made] == [larch.id, other.id]


def test_a_body_that_is_not_json_is_said_to_be_none(larch: Party) -> None:
    for route, method, path in routes(larch.network):
        if route.own:
            for text in (b"{", b"not json", b"\xff\xfe", b'{"a": 1'):
                answer = larch.ask(method, path, content=text, headers={"Content-Type": "application/json"})
                assert problem(answer) == (400, "body-unreadable"), route.name


def test_every_field_that_is_wrong_is_named_and_so_is_one_that_is_not_known(larch: Party) -> None:
    tried = 0
    for route, method, path in routes(larch.network):
        if route.own:
            wrong: dict[str, Any] = {field: {"": [[]]} for field in route.own}
            answer = larch.ask(method, path, {**wrong, "surprise": 1})
            assert problem(answer) == (422, "request-invalid"), route.name
            assert named(answer) == {*route.own, "surprise"}, route.name
            tried += 1
    assert tried > 20


def test_parameters_of_lists_are_checked_and_named(larch: Party) -> None:
    for route, method, path in routes(larch.network):
        if not route.is_list:
            continue
        for name, value in (
            ("limit", "0"),
            ("limit", "1001"),
            ("updated_since", "2026-01-01T00:00:00"),
            ("after", "x" * 1_001),
        ):
            answer = larch.ask(method, f"{path}?{name}={value}")
            assert problem(answer) == (422, "request-invalid"), route.name
            assert named(answer) == {name}


def test_a_cursor_that_was_changed_is_refused(larch: Party) -> None:
    for _ in range(2):
        open_programme(larch)
    cursor = str(larch.get("/v1/programmes", limit=1)["next"])
    middle = len(cursor) // 2
    for tampered in (cursor[:-4], cursor[1:], cursor[:middle] + cursor[middle].swapcase() + cursor[middle + 1 :], "é"):
        answer = larch.ask("GET", "/v1/programmes", after=tampered)
        assert problem(answer) == (400, "cursor-malformed"), tampered
        assert named(answer) == {"after"}
    position = larch.ask("GET", "/v1/programmes", headers={"MentorMesh-Position": "nonsense"})
    assert problem(position) == (400, "position-malformed")


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_that_is_too_large_is_refused(larch: Party, announced: bool) -> None:
    for path, limit, headers in (
        ("/v1/programmes", MIB, {"Content-Type": "application/json"}),
        ("/v1/people/imports", 10 * MIB, NDJSON),
    ):
        sent = {"Authorization": f"Bearer {larch.key}", "Idempotency-Key": str(uuid.uuid4()), **headers}
        content = b" " * (limit + 1)
        body = content if announced else pieces(content)
        answer = larch.network.clients[0].post(path, content=body, headers=sent)
        assert problem(answer) == (413, "body-too-large")
        assert str(limit) in answer.json()["detail"]


def test_ids_that_cannot_be_any_are_named(larch: Party) -> None:
    answer = larch.ask("GET", "/v1/people/%20")
    assert problem(answer) == (422, "request-invalid")
    assert named(answer) == {"person_id"}


def test_what_is_not_there_and_what_cannot_be_done_are_problems_too(larch: Party) -> None:
    assert problem(larch.ask("GET", "/v1/nothing")) == (404, "no-such-route")
    assert problem(larch.ask("DELETE", "/v1/people")) == (405, "method-not-allowed")
    assert problem(larch.ask("GET", "/v1/people/"))[0] == 404
    form = larch.ask("POST", "/v1/people/imports", content=b"<a/>", headers={"Content-Type": "text/xml"})
    assert problem(form) == (415, "roster-form-unknown")


def named(answer: httpx.Response) -> set[str]:
    """Fields of the body (the outermost, if they are nested) and parameters that are said to be wrong."""
    errors = answer.json()["errors"]
    assert all(each["detail"] for each in errors)
    return {each["parameter"] if "parameter" in each else each["pointer"].split("/")[1] for each in errors}


def pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), MIB):
        yield content[start : start + MIB]
