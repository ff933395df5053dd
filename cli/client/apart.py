"""A network whose services answer at addresses of their own, asked as if it were one process."""

import re
from collections.abc import Iterable, Mapping, Sequence

import httpx

from cli.client.connections import Connections

OPERATIONS = re.compile(r"/v1/operations/([a-z]+)/")
OF_EVERY_PROCESS = ("/health/ready", "/metrics")
Addresses = Mapping[str, Sequence[str]]
"""By service: where its processes are. The first of them is asked, the others only for what each tells of itself."""
Paths = Iterable[tuple[re.Pattern[str], str]]
"""Patterns of paths, with the service that answers them."""


class NobodyAnswers(LookupError):
    """No service has such a path."""


class Apart(httpx.AsyncBaseTransport):
    """Sends each request where it is answered. Belongs to one event loop."""

    def __init__(self, addresses: Addresses, paths: Paths, inner: httpx.AsyncBaseTransport | None = None) -> None:
        self._addresses, self._paths = addresses, tuple(paths)
        self._inner = inner or Connections()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the service, or of all processes together. Raises NobodyAnswers, httpx.TransportError."""
        if request.url.path in OF_EVERY_PROCESS:
            return await self._of_all(request)
        return await self._sent(request, self._addresses[self._service_for(request.url.path)][0])

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._inner.aclose()

    async def _of_all(self, request: httpx.Request) -> httpx.Response:
        """What all say, one after another; the first that does not say well speaks for them."""
        answers = []
        for address in (each for all in self._addresses.values() for each in all):
            answer = await self._sent(request, address)
            if not answer.is_success:
                return answer
            answers.append(answer)
        return httpx.Response(200, headers=answers[0].headers, content=b"".join(each.content for each in answers))

    async def _sent(self, request: httpx.Request, address: str) -> httpx.Response:
        there = httpx.URL(address)
        url = request.url.copy_with(scheme=there.scheme, host=there.host, port=there.port)
        headers = [(name, value) for name, value in request.headers.multi_items() if name != "host"]
        moved = httpx.Request(request.method, url, headers=headers, content=await request.aread())
        return await self._inner.handle_async_request(moved)

    def _service_for(self, path: str) -> str:
        if (named := OPERATIONS.match(path)) is not None:
            return named[1]
        for pattern, service in self._paths:
            if pattern.match(path):
                return service
        raise NobodyAnswers(path)
