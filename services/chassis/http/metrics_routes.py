"""`/metrics` in Prometheus' text format: for everybody what tells of nobody, for whoever has a token all of it."""

from collections.abc import Iterable
from hashlib import sha256
from hmac import compare_digest

from fastapi import APIRouter
from fastapi.security.utils import get_authorization_scheme_param
from prometheus_client.exposition import choose_encoder
from starlette.requests import Request
from starlette.responses import Response

from services.chassis.http.problems import MetricsTokenWrong
from services.chassis.observability.catalogue import OPEN, REGISTRY


def metrics_routes(tokens: Iterable[str]) -> APIRouter:
    """`/metrics`: with one of these as a bearer token the whole catalogue, without any but what is by organisation.

    The route raises MetricsTokenWrong for any other token: a Prometheus that is set up wrongly says so.
    """
    router = APIRouter(include_in_schema=False)
    known = [_digest(token) for token in tokens]

    @router.get("/metrics")
    async def exposed(request: Request) -> Response:
        """Everything measured in this process that the caller may read."""
        shown = _token(request)
        if shown and not _is_known(shown, known):
            raise MetricsTokenWrong("the token is none of MENTORMESH_METRICS_TOKENS")
        encode, content_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(REGISTRY if shown else OPEN), media_type=content_type)

    return router


def _token(request: Request) -> str:
    """Empty: none was shown. What is shown in another scheme is no token, and stands for a wrong one."""
    scheme, token = get_authorization_scheme_param(request.headers.get("authorization"))
    return token if scheme.lower() == "bearer" else scheme


def _is_known(token: str, known: Iterable[bytes]) -> bool:
    digest = _digest(token)
    return any(compare_digest(digest, each) for each in known)


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()
