"""How many requests a process works on at once, and how many bytes of bodies it holds: whoever comes beyond comes back.

What waits must be bounded somewhere, or a slow database would turn into memory. Health and metrics are let in always:
they answer from memory, and nothing else says why the others are not.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from services.chassis.http.faults import Busy
from services.chassis.http.problems import refused

ALWAYS = ("/health/", "/metrics")


class Admission:
    """ASGI middleware. A body that does not announce its size counts with `largest`."""

    def __init__(self, app: ASGIApp, requests: int, body_bytes: int, largest: int) -> None:
        self.app = app
        self._most, self._most_bytes, self._largest = requests, max(body_bytes, largest), largest
        self._requests = self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, if there is room for it."""
        if scope["type"] != "http" or scope["path"].startswith(ALWAYS):
            return await self.app(scope, receive, send)
        size = self._size(Headers(scope=scope))
        if self._requests >= self._most or self._bytes + size > self._most_bytes:
            busy = Busy("too many requests are being worked on; try again shortly")
            return await refused(busy)(scope, receive, send)
        self._requests, self._bytes = self._requests + 1, self._bytes + size
        try:
            return await self.app(scope, receive, send)
        finally:
            self._requests, self._bytes = self._requests - 1, self._bytes - size

    def _size(self, headers: Headers) -> int:
        announced = headers.get("content-length", "")
        if announced.isdecimal():
            return min(int(announced), self._largest)
        return self._largest if "transfer-encoding" in headers else 0
