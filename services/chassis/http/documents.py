"""The web application of a process: the routers of its services, with everything that all of them share."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

from fastapi import APIRouter, FastAPI, params

from services.chassis.http.arrangement import install_middleware
from services.chassis.http.bound import Bound
from services.chassis.http.handlers import install_problem_handlers
from services.chassis.http.metrics_routes import metrics_routes
from services.chassis.http.openapi import openapi_document, operation_id
from services.chassis.http.routing import RoutesByShape, add_routes
from services.chassis.http.site import Site, site_routes
from services.chassis.observability.arrival import SERVICE
from services.chassis.observability.health import Health, health_routes
from services.chassis.observability.tracing.tracing import NO_TRACING, Tracing
from services.chassis.settings import Settings

DESCRIPTION = (
    "Send your key as `Authorization: Bearer mm_…`. Errors are problem documents (RFC 9457); decide by their `type`. "
    "Lists come in pages: give `next` of one page as `after` for the following one. Every POST takes an "
    "`Idempotency-Key`, so that it can be repeated without harm."
)


class Lifespan(Protocol):
    """What runs while the app does."""

    def __call__(self, app: FastAPI) -> AbstractAsyncContextManager[None]:
        """Start on entry, stop on exit."""


@dataclass(frozen=True, slots=True)
class Mounted:
    """A service's routes in an app, flat (see `joined`). Its name is their tag."""

    service: Bound
    router: APIRouter
    describes: str = ""
    dependencies: tuple[params.Depends, ...] = ()


def make_app(
    title: str,
    mounted: Sequence[Mounted],
    *,
    settings: Settings,
    health: Health,
    description: str = DESCRIPTION,
    asyncapi: dict[str, Any] | None = None,
    lifespan: Lifespan | None = None,
    tracing: Tracing = NO_TRACING,
) -> FastAPI:
    """The app: routes, problems, limits, documents, health, metrics."""
    services = {mount.service.name: mount for mount in mounted}
    app = FastAPI(
        title=title,
        version=_version(),
        description=description,
        openapi_tags=[{"name": name, "description": mount.describes} for name, mount in services.items()],
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=operation_id,
        lifespan=lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    if len(services) == 1:
        app.state.service = mounted[0].service
    app.router.routes.append(_by_shape(mounted))
    about = {name: mount.describes for name, mount in services.items()}
    app.include_router(site_routes(Site(title, app.version, about, lambda: openapi_document(app), asyncapi)))
    app.include_router(health_routes(health))
    app.include_router(metrics_routes(settings.known_metrics_tokens))
    install_problem_handlers(app)
    install_middleware(app, settings, next(iter(services)) if len(services) == 1 else "all", tracing)
    return app


def _by_shape(mounted: Sequence[Mounted]) -> RoutesByShape:
    routes = RoutesByShape()
    for mount in mounted:
        flat = APIRouter(generate_unique_id_function=operation_id)
        add_routes(flat, mount.router, mount.dependencies, [mount.service.name])
        routes.add(flat.routes, {SERVICE: mount.service})
    return routes


def _version() -> str:
    try:
        return version("mentormesh")
    except PackageNotFoundError:
        return "0"
