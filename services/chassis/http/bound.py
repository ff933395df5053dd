"""Which service a request is for. In the app that serves all of them, each route is bound to its own."""

from typing import Protocol, cast

from starlette.requests import Request

from services.chassis.clock import Clock
from services.chassis.http.keys import KeyRing
from services.chassis.http.limits import RateLimits
from services.chassis.http.revocations import Revocations
from services.chassis.observability.arrival import SERVICE
from services.chassis.settings import Settings


class Bound(Protocol):
    """What the routes of any service find on it."""

    @property
    def name(self) -> str: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def keys(self) -> KeyRing: ...
    @property
    def revocations(self) -> Revocations: ...
    @property
    def limits(self) -> RateLimits: ...


def service_of(request: Request) -> Bound:
    """The service that the request is for."""
    return cast(Bound, request.scope.get(SERVICE) or request.app.state.service)
