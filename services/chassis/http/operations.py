"""What operators do with any service over HTTP: look after held records and the intake, and set a sandbox's clock."""

from fastapi import APIRouter

from services.chassis.http.clock_routes import clock_routes
from services.chassis.http.held_routes import held_routes
from services.chassis.http.intake_routes import intake_routes
from services.chassis.http.routing import joined


def operations_router(name: str) -> APIRouter:
    """The operators' routes of one service."""
    prefix = f"/v1/operations/{name}"
    return joined("", held_routes(prefix), intake_routes(prefix), clock_routes(prefix))
