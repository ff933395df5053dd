"""From a request to a command for the writer, and from its decision to an answer."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

from fastapi import Depends, Header
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from services.chassis.http.bound import service_of
from services.chassis.http.caller import Caller, known_caller
from services.chassis.http.conditional import etag, parse_if_match
from services.chassis.http.faults import BadRequest, IdempotencyKeyMissing, NotHeardYet
from services.chassis.http.position import HEADER as POSITION
from services.chassis.http.position import decode_position, encode_position
from services.chassis.mongo.reading import Reader
from services.chassis.mongo.scope import OrganisationScope
from services.chassis.observability.correlation import accepted_time, correlation_id, traceparent
from services.chassis.writer.backoff import Backoff
from services.chassis.writer.work import Answer, Applied, Cause, CommandWork, Expected, Idempotency
from services.deciding import Aggregate, Command, Context, Deciding, Decision, Unknown

if TYPE_CHECKING:
    from services.chassis.runtime import Runtime

C = TypeVar("C", bound=Command)
Target = tuple[type[Aggregate], str]
LONGEST_KEY = 255
PATIENCE = 20.0
LOOK_AGAIN, LONGEST_LOOK = 0.02, 0.25


class IdempotencyKeyMalformed(BadRequest):
    """An Idempotency-Key has 1 to 255 printable ASCII characters."""


def runtime_of(request: Request) -> "Runtime":
    """The running service that the request is for."""
    return cast("Runtime", service_of(request))


async def await_position(
    request: Request,
    position: Annotated[
        str | None, Header(alias=POSITION, description="From an earlier answer: wait until this was heard of.")
    ] = None,
) -> None:
    """A router's dependency: what the caller has seen elsewhere is known here before the request is looked at.

    Raises NotHeardYet (503 with Retry-After) if it does not arrive in time.
    """
    if position is None:
        return
    runtime = runtime_of(request)
    heard = {f"{topic}/" for topic in runtime.service.follows}
    places = [place for place in decode_position(position) if place[0].rpartition("/")[0] + "/" in heard]
    if not places:
        return
    deadline = asyncio.get_running_loop().time() + runtime.settings.wait_for_facts_seconds
    while not await runtime.has_heard(places):
        if asyncio.get_running_loop().time() > deadline:
            raise NotHeardYet("what the position tells of has not arrived here yet")
        await asyncio.sleep(LOOK_AGAIN)


class Acting:
    """One request's way to the writer."""

    def __init__(self, request: Request, caller: Caller, idempotency_key: str | None, if_match: str | None) -> None:
        self._request = request
        self._caller = caller
        self._runtime = runtime_of(request)
        self._key = idempotency_key
        self._if_match = if_match

    async def __call__(
        self,
        decider: Callable[[C, Context], Deciding | Decision],
        command: C,
        *,
        view: Callable[[Any], BaseModel | None] | None = None,
        status: int = 200,
        target: Target | None = None,
        location: Callable[[Any], str] | None = None,
        reveal: Callable[[bytes], bytes] | None = None,
    ) -> Response:
        """Have the command decided and answer with a view of the decision's answer.

        `target` is what If-Match is about. `location` makes the Location header. `reveal` completes the body with what
        must not be kept with the answer. Raises what the decider refuses; a fact of another service that has not
        arrived is waited for.
        """
        idempotency = await self._idempotency()
        expected = self._expected(target)

        def present(applied: Applied) -> Answer:
            return _answer(applied, view, status, location)

        def begin(context: Context) -> Deciding | Decision:
            return decider(command, context)

        def work() -> CommandWork:
            return CommandWork(
                act=decider.__name__,
                begin=begin,
                present=present,
                cause=current_cause(),
                idempotency=idempotency,
                expected=expected,
                deadline=asyncio.get_running_loop().time() + PATIENCE,
            )

        answer = await self._submit(work)
        body = (answer.body or "").encode()
        return _response(answer, reveal(body) if reveal else body)

    async def _submit(self, work: Callable[[], CommandWork]) -> Answer:
        deadline = asyncio.get_running_loop().time() + self._runtime.settings.wait_for_facts_seconds
        backoff = Backoff(LOOK_AGAIN, LONGEST_LOOK)
        while True:
            try:
                return await self._runtime.writer.submit(work())
            except Unknown as unknown:
                if not self._may_still_come(unknown) or asyncio.get_running_loop().time() > deadline:
                    raise
            await asyncio.sleep(backoff.pause())

    def _may_still_come(self, unknown: Unknown) -> bool:
        return unknown.kind in self._runtime.heard_kinds

    async def _idempotency(self) -> Idempotency | None:
        if self._request.method != "POST":
            return None
        if self._key is None:
            raise IdempotencyKeyMissing("send an Idempotency-Key of your own with every POST, such as a UUID")
        if not 1 <= len(self._key) <= LONGEST_KEY or not self._key.isascii() or not self._key.isprintable():
            raise IdempotencyKeyMalformed("Idempotency-Key has 1 to 255 printable ASCII characters")
        request = hashlib.sha256(f"{self._request.method} {self._request.url.path}\n".encode())
        request.update(await self._request.body())
        # A digest: partners write whatever they like into their keys, and it must not stay when a person is erased.
        key = hashlib.sha256(self._key.encode()).hexdigest()
        return Idempotency(f"{self._caller.organisation_id}/{key}", request.hexdigest())

    def _expected(self, target: Target | None) -> Expected | None:
        revision = parse_if_match(self._if_match)
        if target is None or revision is None:
            return None
        return Expected(target[0], target[1], revision)


async def _acting(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(alias="Idempotency-Key", description="Needed on POST: the same key gives the same answer."),
    ] = None,
    if_match: Annotated[
        str | None, Header(alias="If-Match", description="The ETag that you read; refused if it has changed.")
    ] = None,
) -> Acting:
    return Acting(request, known_caller(request), idempotency_key, if_match)


Act = Annotated[Acting, Depends(_acting)]
"""A route's way to act for its caller, whom it names before: `return await act(decider, command, ...)`."""


def current_cause() -> Cause:
    """What this request passes on to its events."""
    return Cause(correlation_id.get() or "", None, traceparent.get(), accepted_time.get())


def _answer(
    applied: Applied,
    view: Callable[[Any], BaseModel | None] | None,
    status: int,
    location: Callable[[Any], str] | None,
) -> Answer:
    told = applied.decision.answer
    shown = view(told) if view else told
    headers: dict[str, str] = {}
    if applied.revision is not None:
        headers["ETag"] = etag(applied.revision)
    if applied.position:
        headers[POSITION] = encode_position(applied.position)
    if location is not None:
        headers["Location"] = location(told)
    return Answer(status, shown.model_dump_json() if isinstance(shown, BaseModel) else None, headers)


def _response(answer: Answer, body: bytes) -> Response:
    headers: Mapping[str, str] = answer.headers
    if not body:
        return Response(status_code=204, headers=headers)
    return Response(body, answer.status, headers, media_type="application/json")


async def own_reader(request: Request) -> Reader:
    """A reader that finds what the caller's organisation may find, and nothing else."""
    return runtime_of(request).reader(OrganisationScope(known_caller(request).organisation_id))


OwnReader = Annotated[Reader, Depends(own_reader)]
"""A route's way to read, bound to the organisation of its caller, whom it names before."""


async def current_runtime(request: Request) -> Any:
    """The running service, as a dependency."""
    return runtime_of(request)


CurrentRuntime = Annotated[Any, Depends(current_runtime)]
"""The running service, for routes that need more than `act` and `read`."""
