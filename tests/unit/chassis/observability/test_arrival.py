import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from services.chassis.http.routing import joined
from services.chassis.observability import correlation
from services.chassis.observability.catalogue import REGISTRY
from services.deciding import Unknown
from tests.unit.chassis.http.stage import Stage, app_of, client_of

inner = APIRouter(prefix="/things")


@inner.get("/{id}")
async def thread(id: str) -> dict[str, Any]:
    accepted = correlation.accepted_time.get()
    return {
        "correlation_id": correlation.correlation_id.get(),
        "traceparent": correlation.traceparent.get(),
        "accepted": accepted,
    }


@inner.get("/{id}/gone")
async def gone(id: str) -> PlainTextResponse:
    raise Unknown("things", id)


@inner.get("/{id}/broken")
async def broken(id: str) -> PlainTextResponse:
    raise RuntimeError("secret insides")


router = joined("/v1", inner)


def counted(route: str, status: int, service: str = "counted") -> float:
    labels = {"service": service, "method": "GET", "route": route, "status": str(status)}
    return REGISTRY.get_sample_value("mentormesh_http_requests_total", labels) or 0


async def test_a_given_correlation_id_goes_through_and_comes_back() -> None:
    async with client_of(app_of(router)) as client:
        answer = await client.get("/v1/things/1", headers={"X-Correlation-ID": "import-7/3"})
    assert answer.json()["correlation_id"] == "import-7/3"
    assert answer.headers["x-correlation-id"] == "import-7/3"


@pytest.mark.parametrize("unfitting", ["", "a" * 101, "two words", "ünïcode", '{"a":1}'])
async def test_an_unfitting_one_is_replaced(unfitting: str) -> None:
    async with client_of(app_of(router)) as client:
        answer = await client.get("/v1/things/1", headers={b"X-Correlation-ID": unfitting.encode()})
    made = answer.headers["x-correlation-id"]
    assert re.fullmatch(r"[0-9a-f-]{36}", made)
    assert answer.json()["correlation_id"] == made


async def test_problems_carry_the_correlation_id_as_well() -> None:
    async with client_of(app_of(router)) as client:
        for path in ("/v1/things/1/gone", "/v1/things/1/broken", "/nowhere"):
            answer = await client.get(path, headers={"X-Correlation-ID": "mine"})
            assert answer.headers["x-correlation-id"] == "mine"
            assert answer.json()["correlation_id"] == "mine"


async def test_the_time_of_acceptance_is_noted() -> None:
    async with client_of(app_of(router)) as client:
        accepted = datetime.fromisoformat((await client.get("/v1/things/1")).json()["accepted"])
    assert accepted.utcoffset() == timedelta(0)
    assert abs(accepted - datetime.now(UTC)) < timedelta(seconds=5)


async def test_a_trace_is_continued_or_begun() -> None:
    given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    async with client_of(app_of(router)) as client:
        assert (await client.get("/v1/things/1", headers={"traceparent": given})).json()["traceparent"] == given
        begun = (await client.get("/v1/things/1", headers={"traceparent": "nonsense"})).json()["traceparent"]
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", begun)


async def test_nothing_of_a_request_is_left_behind_it() -> None:
    async with client_of(app_of(router)) as client:
        await client.get("/v1/things/1")
    assert correlation.correlation_id.get() is None
    assert correlation.accepted_time.get() is None


async def test_requests_are_counted_by_route_template_and_service() -> None:
    async with client_of(app_of(router, Stage(name="counted"))) as client:
        for id in range(3):
            await client.get(f"/v1/things/{id}")
        await client.get("/v1/things/1/broken")
        await client.get("/nowhere/at/all")
    assert counted("/v1/things/{id}", 200) == 3
    assert counted("/v1/things/{id}/broken", 500) == 1
    assert counted("unmatched", 404) == 1
