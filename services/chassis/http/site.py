"""The pages of an app: a front page, its API by Swagger UI, its events. All of it works without the internet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fastapi_offline
import orjson
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response

from services.chassis.http.asyncapi_page import asyncapi_page
from services.chassis.http.front_page import front_page

OURS = Path(__file__).parent / "static"
SWAGGER = Path(fastapi_offline.__file__).parent / "static"
ASSETS = {
    "pages.css": OURS / "pages.css",
    "mark.svg": OURS / "mark.svg",
    "docs.js": OURS / "docs.js",
    "swagger-ui.css": SWAGGER / "swagger-ui.css",
    "swagger-ui-bundle.js": SWAGGER / "swagger-ui-bundle.js",
}
GUARDED = {
    # Swagger UI sets style attributes; nothing else is loaded or run from anywhere but here.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
DAY = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages tell of."""

    title: str
    version: str
    services: Mapping[str, str]
    """Name of each service and a sentence about it."""
    openapi: Callable[[], dict[str, Any]]
    asyncapi: dict[str, Any] | None = None


def site_routes(site: Site) -> APIRouter:
    """`/`, `/docs`, `/openapi.json`, and where there are events `/asyncapi`, `/asyncapi.json`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def front() -> Response:
        return _page(front_page(site.title, site.version, site.services, with_events=site.asyncapi is not None))

    @router.get("/docs")
    async def docs() -> Response:
        return _page((OURS / "docs.html").read_text())

    @router.get("/docs/assets/{name}")
    async def asset(name: str) -> Response:
        if name not in ASSETS:
            raise HTTPException(404)
        return FileResponse(ASSETS[name], headers=DAY)

    @router.get("/openapi.json")
    async def openapi() -> Response:
        return _json(site.openapi())

    if site.asyncapi is not None:
        _add_events(router, site.asyncapi)
    return router


def _add_events(router: APIRouter, document: dict[str, Any]) -> None:
    page = asyncapi_page(document)

    @router.get("/asyncapi")
    async def events() -> Response:
        return _page(page)

    @router.get("/asyncapi.json")
    async def asyncapi() -> Response:
        return _json(document)


def _page(page: str) -> Response:
    return HTMLResponse(page, headers=GUARDED)


def _json(document: dict[str, Any]) -> Response:
    return Response(orjson.dumps(document), media_type="application/json")
