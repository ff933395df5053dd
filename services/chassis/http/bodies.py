"""A limit on the size of request bodies, announced or streamed."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.chassis.http.problems import BodyTooLarge, refused


class _TooLarge(HTTPException):
    # An HTTPException, because FastAPI turns whatever else is raised while it reads a body into a 400.
    def __init__(self, limit: int) -> None:
        super().__init__(413, body_too_large(limit).detail)


def body_too_large(limit: int) -> BodyTooLarge:
    """The refusal, with the limit."""
    return BodyTooLarge(f"the body may have {limit} bytes at most", limit=limit)


def _counting(receive: Receive, limit: int) -> Receive:
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > limit:
            raise _TooLarge(limit)
        return message

    return counted


class BodyLimit:
    """ASGI middleware. `larger`: other limits for paths with these endings, where files are uploaded."""

    def __init__(self, app: ASGIApp, limit: int, larger: Mapping[str, int] | None = None) -> None:
        self.app = app
        self.limit = limit
        self.larger = dict(larger or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless its body is too large."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        limit = self._limit_of(scope["path"])
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and int(announced) > limit:
            return await refused(body_too_large(limit))(scope, receive, send)
        return await self.app(scope, _counting(receive, limit), send)

    def _limit_of(self, path: str) -> int:
        return next((limit for ending, limit in self.larger.items() if path.endswith(ending)), self.limit)
