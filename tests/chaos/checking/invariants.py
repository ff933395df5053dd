"""The invariants of `cli.verify`, asked for over HTTP and recomputed from the records that nobody spoilt."""

from collections.abc import Iterator, Mapping

import httpx

from cli.verify.asking import OPERATOR
from cli.verify.http import Api
from cli.verify.record import Raw
from cli.verify.topics import read_topics
from cli.verify.verify import broken_at_last
from tests.chaos.checking.evidence import mark_of
from tests.chaos.checking.found import Found, Kind
from tests.chaos.ground.fleet import Fleet
from tests.chaos.load.routes import service_for

ORDER = ("sequence",)
TWICE = ("once", "caused_once", "requested_once", "feedback_once", "enrolled_once", "double_booking", "event_ids")


class Gateway(httpx.AsyncBaseTransport):
    """One address for all services: each path goes to the service that answers it."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet, self._inner = fleet, httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=32))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass it on."""
        port = self._fleet.one_of(service_for(request.url.path)).port
        request.url = request.url.copy_with(port=port)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._inner.aclose()


async def invariants_broken(fleet: Fleet, kafka_url: str, keys: Mapping[str, str], operator: str) -> list[Found]:
    """What `cli.verify` finds. `keys`: of organisations, with the scopes read and coordinate alone."""

    async def read() -> list[Raw]:
        return [raw for raw in await read_topics(kafka_url, "") if mark_of(raw) is None]

    async with Api("http://127.0.0.1", {**keys, OPERATOR: operator}, Gateway(fleet)) as api:
        return list(_found(await broken_at_last(read, api)))


def _found(complaints: list[str]) -> Iterator[Found]:
    for complaint in complaints:
        rule, _, what = complaint.partition(": ")
        kind = Kind.OUT_OF_ORDER if rule in ORDER else Kind.DOUBLED if rule in TWICE else Kind.BROKEN
        yield Found(kind, rule, what)
