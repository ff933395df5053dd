"""What is done for a caller is done once the route has asked for one, and for nobody else."""

from collections.abc import Iterator
from types import FunctionType

import pytest
from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from cli.services import load
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.acting import OwnReader
from services.chassis.http.caller import caller_with, known_caller
from tests.unit.chassis.http.stage import Stage, app_of, client_of

ASKS = caller_with(Scope.READ).__qualname__

careless = APIRouter(prefix="/v1")


@careless.get("/careless")
async def careless_route(read: OwnReader) -> None:
    """It reads for whoever asks."""


def routes() -> Iterator[APIRoute]:
    for service in load(()):
        for route in service.router.routes:
            assert isinstance(route, APIRoute)
            yield route


def needs_a_caller(dependency: Dependant) -> bool:
    assert isinstance(dependency.call, FunctionType)
    return known_caller.__name__ in dependency.call.__code__.co_names


@pytest.mark.parametrize("route", list(routes()), ids=lambda route: f"{min(route.methods)} {route.path}")
def test_a_route_asks_who_calls_before_it_does_anything_for_them(route: APIRoute) -> None:
    asked = False
    for dependency in route.dependant.dependencies:
        asked = asked or getattr(dependency.call, "__qualname__", "") == ASKS
        assert asked or not needs_a_caller(dependency), f"{dependency.name} comes before the caller"


async def test_for_nobody_nothing_is_done() -> None:
    stage = Stage()
    async with client_of(app_of(careless, stage), stage.key(Scope.READ)) as client:
        answer = await client.get("/v1/careless")
    assert answer.status_code == 500
