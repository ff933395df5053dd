"""The span around a request, and what its logs say."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from httpx import AsyncClient

from services.chassis.http.documents import Mounted, make_app
from services.chassis.http.routing import joined
from services.chassis.observability import correlation
from services.chassis.observability.health import Health
from services.chassis.observability.logs import configure_logs, get_logger
from services.chassis.observability.tracing.context import fitting, span_id, trace_id
from services.chassis.observability.tracing.span import Kind, Span
from services.chassis.observability.tracing.tracing import NO_TRACING, Tracing
from tests.unit.chassis.http.stage import Stage, client_of
from tests.unit.chassis.observability.tracing.kept import SAMPLED, TRACE, UNSAMPLED, keeping

inner = APIRouter(prefix="/things")


@inner.get("/{id}")
async def place(id: str) -> str | None:
    get_logger("inside").info("seen")
    return correlation.traceparent.get()


@inner.get("/{id}/broken")
async def broken(id: str) -> PlainTextResponse:
    raise RuntimeError("secret insides")


router = joined("/v1", inner)


def client_with(tracing: Tracing) -> AsyncClient:
    stages = [Stage(name="first"), Stage(name="second")]
    mounted = [Mounted(stages[0], router), Mounted(stages[1], joined("/v2", inner))]
    return client_of(make_app("Both", mounted, settings=stages[0].settings, health=Health(), tracing=tracing))


async def asked(path: str, *, share: float = 1.0, **headers: str) -> tuple[Any, list[Span]]:
    tracing, kept = keeping(share)
    async with client_with(tracing) as client:
        return await client.get(path, headers=headers), kept.spans


async def test_a_request_is_a_child_of_the_caller_s_span() -> None:
    answer, (span,) = await asked("/v1/things/ada?name=ada", traceparent=SAMPLED)
    assert (span.parent, trace_id(span.place), span.kind) == (SAMPLED, TRACE, Kind.SERVER)
    assert answer.json() == span.place
    assert (span.service, span.name, span.failed) == ("first", "GET /v1/things/{id}", False)
    assert dict(span.attributes) == {
        "http.request.method": "GET",
        "url.scheme": "http",
        "http.route": "/v1/things/{id}",
        "http.response.status_code": 200,
    }
    assert span.began < span.ended
    assert "ada" not in repr(span)


async def test_a_span_is_its_own_service_s() -> None:
    assert [span.service for _, (span,) in [await asked(f"/v{n}/things/1") for n in (1, 2)]] == ["first", "second"]


@pytest.mark.parametrize("given", ["", "nonsense"])
async def test_without_a_caller_s_span_a_trace_begins(given: str) -> None:
    answer, (span,) = await asked("/v1/things/1", traceparent=given)
    assert span.parent is None
    assert answer.json() == span.place == fitting(span.place)


async def test_whoever_is_not_sampled_stays_so() -> None:
    answer, spans = await asked("/v1/things/1", traceparent=UNSAMPLED)
    assert spans == []
    assert (trace_id(answer.json()), answer.json()[-2:]) == (TRACE, "00")
    answer, spans = await asked("/v1/things/1", share=0)
    assert (answer.json()[-2:], spans) == ("00", [])


async def test_what_breaks_has_failed_and_what_is_refused_has_not() -> None:
    _, (span,) = await asked("/v1/things/1/broken")
    assert span.failed
    assert dict(span.attributes).items() >= {"http.response.status_code": 500, "error.type": "500"}.items()
    assert "insides" not in repr(span)
    _, (span,) = await asked("/nowhere/ada")
    assert (span.name, span.failed, "http.route" in dict(span.attributes)) == ("GET", False, False)


async def test_a_method_that_nobody_knows_is_no_name() -> None:
    tracing, kept = keeping()
    async with client_with(tracing) as client:
        await client.request("ADA", "/v1/things/1")
    assert dict(kept.spans[0].attributes)["http.request.method"] == "_OTHER"
    assert "ADA" not in repr(kept.spans)


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
async def test_what_machines_look_at_is_not_traced(path: str) -> None:
    assert (await asked(path))[1] == []


@pytest.fixture
def _logs_put_back() -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    yield
    root.handlers.clear()
    root.setLevel(level)


@pytest.mark.usefixtures("_logs_put_back")
@pytest.mark.parametrize("on", [True, False])
async def test_logs_carry_the_trace_whether_spans_are_sent_or_not(on: bool, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested", "DEBUG")
    async with client_with(keeping()[0] if on else NO_TRACING) as client:
        current = (await client.get("/v1/things/1", headers={"traceparent": SAMPLED})).json()
    entries = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    ours = [entry for entry in entries if entry["event"] in ("seen", "request answered")]
    assert [(entry["trace_id"], entry["span_id"]) for entry in ours] == [(TRACE, span_id(current))] * 2
    assert (current == SAMPLED) is not on
