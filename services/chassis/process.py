"""One process of the platform: any set of services behind one HTTP port."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from fastapi import Depends, FastAPI

from mentormesh_contracts import TOPICS
from services.chassis.asyncapi import Speaker, asyncapi_document
from services.chassis.garbage import spare_the_long_lived
from services.chassis.http.acting import await_position
from services.chassis.http.documents import Mounted, make_app
from services.chassis.http.operations import operations_router
from services.chassis.http.routing import joined
from services.chassis.observability.event_loop import EventLoopWatch
from services.chassis.observability.health import Health
from services.chassis.observability.logs import configure_logs, get_logger
from services.chassis.observability.organisations import NAMED
from services.chassis.observability.tracing.opening import open_tracing
from services.chassis.observability.tracing.tracing import NO_TRACING, Tracing
from services.chassis.runtime import Runtime
from services.chassis.service import Service
from services.chassis.settings import Settings

log = get_logger(__name__)
BACKLOG = 1024
GRACE = 10


class PortTaken(Exception):
    """Another program listens on the port already."""


def event_document(services: Sequence[Service]) -> dict[str, Any]:
    """The AsyncAPI document of the services."""
    return asyncapi_document(
        [
            Speaker(
                service.name,
                tuple(topic for topic in TOPICS if topic.name in service.publishes_to),
                tuple(service.all_reactions),
            )
            for service in services
        ]
    )


def build_app(
    runtimes: Sequence[Runtime],
    settings: Settings,
    health: Health,
    lifespan: Any = None,
    tracing: Tracing = NO_TRACING,
) -> FastAPI:
    """The web application of the running services."""
    names = [runtime.name for runtime in runtimes]
    mounted = [_mounted(runtime) for runtime in runtimes]
    return make_app(
        f"MentorMesh {names[0]}" if len(names) == 1 else "MentorMesh",
        mounted,
        settings=settings,
        health=health,
        asyncapi=event_document([runtime.service for runtime in runtimes]),
        lifespan=lifespan,
        tracing=tracing,
    )


def _mounted(runtime: Runtime) -> Mounted:
    router = joined("", runtime.service.router, operations_router(runtime.name))
    return Mounted(runtime, router, runtime.service.describes, (Depends(await_position),))


async def start_all(runtimes: Sequence[Runtime]) -> None:
    """Start them together. If one cannot start, stop the others and raise what it raised."""
    outcomes = await asyncio.gather(*(runtime.start() for runtime in runtimes), return_exceptions=True)
    failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    if failures:
        await asyncio.gather(*(runtime.stop() for runtime in runtimes), return_exceptions=True)
        raise failures[0]


async def stop_all(runtimes: Sequence[Runtime]) -> None:
    """Stop them together; each finishes or gives back what it has."""
    await asyncio.gather(*(runtime.stop() for runtime in runtimes), return_exceptions=True)


async def serve(services: Sequence[Service], settings: Settings) -> None:
    """Run the services until SIGTERM or SIGINT.

    Raises BrokerAway, TopicsWrong, DatabaseAway, PortTaken or SettingsWrong before anything is served.
    """
    configure_logs(services[0].name if len(services) == 1 else "all", settings.log_level)
    NAMED.allow(settings.metrics_organisations if settings.known_metrics_tokens else 0)
    listener = _listen(settings)
    health = Health()
    tracing = open_tracing(settings)
    runtimes = [Runtime(service, settings, health=health, tracing=tracing) for service in services]
    # Before anything is started: it takes seconds, in which nobody's heart would beat.
    app = build_app(runtimes, settings, health, _stopping(runtimes, tracing), tracing)
    await start_all(runtimes)
    spare_the_long_lived()
    config = uvicorn.Config(
        app,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=65,
        http="httptools",
    )
    watch = asyncio.create_task(EventLoopWatch(*(service.name for service in services)).run())
    host, port = listener.getsockname()[:2]
    log.info("ready", services=[service.name for service in services], url=f"http://{host}:{port}")
    await uvicorn.Server(config).serve(sockets=[listener])
    watch.cancel()


def _stopping(runtimes: Sequence[Runtime], tracing: Tracing) -> Any:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await stop_all(runtimes)
        await tracing.close()

    return lifespan


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise PortTaken(f"cannot listen on {settings.host}:{settings.port}: {error.strerror or error}") from error
    listener.listen(BACKLOG)
    return listener
