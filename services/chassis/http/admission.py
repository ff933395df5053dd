"""How many requests a process works on at once, and how many bytes of bodies it holds: whoever comes beyond comes back.

What waits must be bounded somewhere, or a slow database would turn into memory. Health and metrics are let in always:
they answer from memory, and nothing else says why the others are not.
"""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.chassis.http.faults import Busy
from services.chassis.http.problems import refused

ALWAYS = ("/health/", "/metrics")
SAID = "too many requests are being worked on; try again shortly"


class _NoRoom(HTTPException):
    # An HTTPException, because FastAPI turns whatever else is raised while it reads a body into a 400.
    def __init__(self) -> None:
        super().__init__(503, SAID)


class Admission:
    """ASGI middleware. An announced body counts from the start, another one as it comes, each until its answer."""

    def __init__(self, app: ASGIApp, requests: int, body_bytes: int) -> None:
        self.app = app
        self._most, self._most_bytes = requests, body_bytes
        self._requests = self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, if there is room for it."""
        if scope["type"] != "http" or scope["path"].startswith(ALWAYS):
            return await self.app(scope, receive, send)
        body = _Body(self, receive, Headers(scope=scope).get("content-length", ""))
        if self._requests >= self._most or not self.has_room_for(body.held):
            return await refused(Busy(SAID))(scope, receive, send)
        self._requests += 1
        self._bytes += body.held
        try:
            return await self.app(scope, body.receive, send)
        finally:
            self._requests -= 1
            self._bytes -= body.held

    def has_room_for(self, size: int) -> bool:
        """Whether so many bytes more may be held. Whoever is alone may be as large as it likes."""
        return self._bytes == 0 or self._bytes + size <= self._most_bytes

    def hold(self, size: int) -> None:
        """So many bytes more have come."""
        self._bytes += size


class _Body:
    """What is held of one request's body."""

    def __init__(self, admission: Admission, receive: Receive, announced: str) -> None:
        self._admission, self._receive = admission, receive
        self.held = int(announced) if announced.isdecimal() else 0
        self._is_announced = self.held > 0

    async def receive(self) -> Message:
        """The next part. Raises HTTPException (503) if there is no room for it."""
        message = await self._receive()
        size = 0 if self._is_announced else len(message.get("body", b""))
        if size and not self._admission.has_room_for(size):
            raise _NoRoom
        self._admission.hold(size)
        self.held += size
        return message
