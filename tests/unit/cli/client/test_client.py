import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import orjson
import pytest

from cli.client import ApiProblem, Client, ServerAway
from mentormesh_contracts.vocabulary import Goal
from services.chassis.http.position import HEADER, decode_position, encode_position

Answering = Callable[[httpx.Request], httpx.Response]


def client_of(answering: Answering, patience: float = 5, key: str = "mm_secret") -> Client:
    return Client("http://api.test/", key, transport=httpx.MockTransport(answering), patience=patience)


class Scripted:
    """Answers as told, one after the other, and notes the requests."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(httpx.Request(request.method, request.url, headers=request.headers))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def sent(self, header: str) -> list[str | None]:
        return [request.headers.get(header) for request in self.requests]


def problem(status: int, **members: object) -> httpx.Response:
    return httpx.Response(status, json={"title": "Not now", "status": status, **members})


def come_back(status: int = 503) -> httpx.Response:
    return httpx.Response(status, headers={"retry-after": "0"}, json={"title": "Busy"})


async def test_a_request_carries_the_key_and_an_answer_gives_its_members() -> None:
    script = Scripted(httpx.Response(201, json={"id": "p1"}, headers={"etag": '"1"', "location": "/v1/people/p1"}))
    made = await client_of(script).post("/v1/people", {"goals": [Goal.NETWORK_BUILDING], "tags": {"b", "a"}})
    assert (made["id"], made.status, made.etag, made.location) == ("p1", 201, '"1"', "/v1/people/p1")
    assert script.sent("authorization") == ["Bearer mm_secret"]


async def test_a_body_is_sent_as_json() -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        assert orjson.loads(request.content) == {"goals": ["network_building"], "tags": ["a", "b"]}
        assert request.headers["content-type"] == "application/json"
        return httpx.Response(200, json={})

    await client_of(answering).post("/v1/people", {"goals": [Goal.NETWORK_BUILDING], "tags": {"b", "a"}})


async def test_every_post_has_an_idempotency_key_of_its_own_unless_one_is_given() -> None:
    script = Scripted(httpx.Response(200, json={}))
    client = client_of(script)
    await client.post("/v1/a")
    await client.post("/v1/a")
    await client.post("/v1/a", idempotency_key="mine")
    first, second, third = script.sent("idempotency-key")
    assert first != second
    assert third == "mine"


@pytest.mark.parametrize("status", [429, 502, 503, 504])
async def test_not_now_is_tried_again_with_the_same_idempotency_key(status: int) -> None:
    script = Scripted(come_back(status), come_back(status), httpx.Response(200, json={}))
    await client_of(script).post("/v1/a")
    assert len(set(script.sent("idempotency-key"))) == 1
    assert len(script.requests) == 3


async def test_retry_after_is_waited_for() -> None:
    script = Scripted(httpx.Response(429, headers={"retry-after": "1"}, json={}), httpx.Response(200, json={}))
    begun = time.monotonic()
    await client_of(script).get("/v1/a")
    assert time.monotonic() - begun >= 1


async def test_patience_ends() -> None:
    with pytest.raises(ApiProblem) as refused:
        await client_of(Scripted(come_back()), patience=0.2).get("/v1/a")
    assert refused.value.status == 503


async def test_a_lost_connection_is_tried_again_with_the_same_idempotency_key() -> None:
    script = Scripted(httpx.ReadError("lost"), httpx.Response(200, json={}))
    await client_of(script).post("/v1/a")
    assert len(set(script.sent("idempotency-key"))) == 1


async def test_a_conditional_change_is_not_repeated_when_nobody_knows_whether_it_arrived() -> None:
    script = Scripted(httpx.ReadError("lost"), httpx.Response(200, json={}))
    with pytest.raises(ServerAway):
        await client_of(script).patch("/v1/a", {}, if_match='"3"')
    assert script.sent("if-match") == ['"3"']


async def test_a_conditional_change_is_repeated_when_it_cannot_have_arrived() -> None:
    script = Scripted(httpx.ConnectError("refused"), httpx.Response(200, json={}))
    await client_of(script).put("/v1/a", {}, if_match='"3"')
    assert len(script.requests) == 2


async def test_nobody_there_is_told_with_the_address() -> None:
    with pytest.raises(ServerAway, match=r"no MentorMesh answers at http://api\.test \(refused\)"):
        await client_of(Scripted(httpx.ConnectError("refused")), patience=0.1).get("/v1/a")


async def test_a_refusal_tells_what_and_where_and_is_not_repeated() -> None:
    members = {
        "type": "https://mentormesh.example/problems/request-invalid",
        "title": "Request invalid",
        "detail": "1 field is wrong",
        "errors": [{"pointer": "/zone", "detail": "is no time zone"}],
    }
    script = Scripted(problem(422, **members))
    with pytest.raises(ApiProblem) as refused:
        await client_of(script).post("/v1/people", {})
    assert refused.value.slug == "request-invalid"
    assert refused.value.errors == members["errors"]
    told = "POST /v1/people: 422 Request invalid: 1 field is wrong: /zone is no time zone"
    assert str(refused.value) == told
    assert len(script.requests) == 1


async def test_a_refusal_that_is_no_problem_document_is_told_as_well() -> None:
    with pytest.raises(ApiProblem, match="GET /v1/a: 404 Not Found"):
        await client_of(Scripted(httpx.Response(404, text="<html>"))).get("/v1/a")


async def test_what_was_seen_is_carried_to_later_requests() -> None:
    script = Scripted(
        httpx.Response(201, json={}, headers={HEADER: encode_position([("people/1", 3)])}),
        httpx.Response(201, json={}, headers={HEADER: encode_position([("people/2", 1), ("people/1", 2)])}),
        httpx.Response(200, json={}),
    )
    client = client_of(script)
    for _ in range(3):
        await client.post("/v1/a")
    first, second, third = (decode_position(header) for header in script.sent(HEADER))
    assert (first, second) == ([], [("people/1", 3)])
    assert dict(third) == {"people/1": 3, "people/2": 1}


async def test_another_caller_has_another_key_and_has_seen_nothing() -> None:
    script = Scripted(httpx.Response(200, json={}, headers={HEADER: encode_position([("people/1", 3)])}))
    first = client_of(script)
    second = first.using("mm_other", actor="Ada")
    await first.get("/v1/a")
    await second.get("/v1/a")
    assert script.sent("authorization") == ["Bearer mm_secret", "Bearer mm_other"]
    assert script.sent(HEADER) == [None, None]
    assert script.sent("mentormesh-actor") == [None, "Ada"]


async def test_pages_are_followed_to_the_end() -> None:
    script = Scripted(
        httpx.Response(200, json={"items": [{"id": 1}, {"id": 2}], "next": "c1"}),
        httpx.Response(200, json={"items": [{"id": 3}]}),
    )
    client = client_of(script)
    assert [item["id"] async for item in client.pages("/v1/a", status="active", unset=None)] == [1, 2, 3]
    asked = [dict(request.url.params) for request in script.requests]
    assert asked == [{"limit": "200", "status": "active"}, {"limit": "200", "status": "active", "after": "c1"}]


async def test_parameters_are_written_as_the_api_reads_them() -> None:
    script = Scripted(httpx.Response(200, json={}))
    since = datetime(2026, 1, 5, 12, tzinfo=UTC)
    await client_of(script).get("/v1/a", dry=True, goal=[Goal.NETWORK_BUILDING, Goal.PROBLEM_SOLVING], since=since)
    (asked,) = script.requests
    assert asked.url.params.multi_items() == [
        ("dry", "true"),
        ("goal", "network_building"),
        ("goal", "problem_solving"),
        ("since", "2026-01-05T12:00:00+00:00"),
    ]


async def test_files_are_sent_as_a_form_and_repeated_byte_by_byte() -> None:
    bodies: list[bytes] = []

    def answering(request: httpx.Request) -> httpx.Response:
        bodies.append(request.content)
        return come_back() if len(bodies) == 1 else httpx.Response(200, json={})

    await client_of(answering).upload("/v1/imports", {"file": ("a.csv", b"id\n1\n", "text/csv")}, mapping="x = 1")
    assert bodies[0] == bodies[1]
    assert re.search(rb'name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\nid\n1\n', bodies[0])
    assert b'name="mapping"\r\n\r\nx = 1' in bodies[0]


def test_a_key_is_not_shown() -> None:
    assert "mm_secret" not in repr(client_of(Scripted(httpx.Response(200))))
