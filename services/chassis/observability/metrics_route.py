"""`/metrics`: the whole catalogue in Prometheus' text format."""

from fastapi import APIRouter
from prometheus_client.exposition import choose_encoder
from starlette.requests import Request
from starlette.responses import Response

from services.chassis.observability.catalogue import REGISTRY

metrics_routes = APIRouter(include_in_schema=False)


@metrics_routes.get("/metrics")
async def exposed(request: Request) -> Response:
    """Everything measured in this process."""
    encode, content_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(REGISTRY), media_type=content_type)
