"""The order in which middleware stands around the routes."""

from fastapi import FastAPI

from services.chassis.http.admission import Admission
from services.chassis.http.bodies import BodyLimit
from services.chassis.http.unhandled import Unhandled
from services.chassis.observability.arrival import Arrival
from services.chassis.observability.tracing.tracing import Tracing
from services.chassis.settings import Settings

UPLOADS = "/imports"


def install_middleware(app: FastAPI, settings: Settings, name: str, tracing: Tracing) -> None:
    """From the inside out: the crowd, sizes, the unforeseen, and around it all the thread and the measures."""
    app.add_middleware(
        Admission,
        requests=settings.requests_at_once,
        body_bytes=settings.bodies_at_once_bytes,
    )
    app.add_middleware(BodyLimit, limit=settings.body_limit_bytes, larger={UPLOADS: settings.file_limit_bytes})
    app.add_middleware(Unhandled)
    app.add_middleware(Arrival, name=name, tracing=tracing)
