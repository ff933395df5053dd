"""Routes are found by the shape of their path, and behave as if each had been tried in turn."""

import httpx
import pytest
from fastapi import APIRouter, FastAPI

from services.chassis.http.routing import RoutesByShape, add_routes, joined


def hills() -> APIRouter:
    """Two routes of the same shape, one of another."""
    router = APIRouter()

    @router.get("/hills/highest")
    async def highest() -> str:
        return "highest"

    @router.get("/hills/{name}")
    async def hill(name: str) -> str:
        return name

    @router.post("/hills/{name}/paths", status_code=201)
    async def path(name: str) -> str:
        return f"a path on {name}"

    return router


@pytest.fixture
def client() -> httpx.AsyncClient:
    app = FastAPI()
    routes = RoutesByShape()
    routes.add(joined("/v1", hills()).routes)
    app.router.routes.append(routes)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


@pytest.mark.parametrize(
    ("method", "path", "status", "answer"),
    [
        ("GET", "/v1/hills/highest", 200, "highest"),
        ("GET", "/v1/hills/green", 200, "green"),
        ("POST", "/v1/hills/green/paths", 201, "a path on green"),
    ],
)
async def test_the_first_that_fits_answers(
    client: httpx.AsyncClient, method: str, path: str, status: int, answer: str
) -> None:
    response = await client.request(method, path)
    assert (response.status_code, response.json()) == (status, answer)


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/hills", "/v1/hills/green/paths/steep", "/v2/hills/green/", "//"])
async def test_what_no_route_fits_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_another_method_is_not_allowed(client: httpx.AsyncClient) -> None:
    assert (await client.delete("/v1/hills/green")).status_code == 405


def test_a_nested_router_is_refused() -> None:
    nested = APIRouter()
    nested.include_router(hills())
    with pytest.raises(TypeError, match="join routers"):
        add_routes(APIRouter(), nested)
