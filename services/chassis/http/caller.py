"""Who calls: an organisation, by a signed key, and the person who acts for it."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import Request

from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.bound import service_of
from services.chassis.http.keys import Key
from services.chassis.http.problems import KeyMissing, KeyRevoked, ParameterMalformed, ScopeMissing
from services.chassis.observability.arrival import answer_headers

ACTOR_LENGTH = 100
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
CALLER = "mentormesh.caller"

bearer = HTTPBearer(
    auto_error=False, scheme_name="key", bearerFormat="mm_…", description="A signed key of your organisation."
)


class CallerNotAsked(LookupError):
    """A route does something for a caller whom it has not asked for."""


class ActorMalformed(ParameterMalformed):
    """MentorMesh-Actor names the acting person in 100 printable characters at most."""


@dataclass(frozen=True, slots=True)
class Caller:
    """An organisation with what its key may do. The actor is for the audit log alone."""

    key_id: str
    organisation_id: str
    scopes: frozenset[Scope]
    actor: str | None = None

    def may(self, scope: Scope) -> bool:
        """Whether the key has the scope."""
        return scope in self.scopes


Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
Actor = Annotated[
    str | None, Header(alias="MentorMesh-Actor", description="Who acts, for the audit log; 100 characters at most.")
]


async def _caller(request: Request, credentials: HTTPAuthorizationCredentials | None, actor: str | None) -> Caller:
    service = service_of(request)
    if credentials is None:
        raise KeyMissing("send the key as `Authorization: Bearer mm_…`")
    key = service.keys.verify(credentials.credentials, service.clock.now())
    if service.revocations.is_revoked(key.id):
        raise KeyRevoked("the key was revoked")
    answer_headers(request.scope)["Cache-Control"] = "no-store"
    await _count(request, key)
    return Caller(key.id, key.organisation_id, key.scopes, _actor(actor))


def known_caller(request: Request) -> Caller:
    """Whoever the route has asked for by `caller_with`, before it comes to what is asked now.

    A dependency of its own would do the same, but FastAPI solves what it depends on anew each time that it is named,
    which takes as long as the query of a small read. Raises CallerNotAsked: nothing is done for nobody.
    """
    known: Caller | None = request.scope.get(CALLER)
    if known is None:
        raise CallerNotAsked(f"{request.url.path}: a route names its caller before what it does for them")
    return known


async def _count(request: Request, key: Key) -> None:
    standing = await service_of(request).limits.take(key.organisation_id)
    answer_headers(request.scope).update(standing.headers)
    standing.insist()


def caller_with(scope: Scope, *or_else: Scope) -> Callable[..., Awaitable[Caller]]:
    """A dependency: a caller whose key has this scope, or one of the others.

    Raises KeyMissing, KeyInvalid, RateLimited, or ScopeMissing naming it.
    """
    enough = frozenset((scope, *or_else))

    async def scoped(request: Request, credentials: Credentials, actor: Actor = None) -> Caller:
        caller = await _caller(request, credentials, actor)
        if enough.isdisjoint(caller.scopes):
            raise ScopeMissing(f"the key lacks the scope {scope.value}", scope=scope.value)
        request.scope[CALLER] = caller
        return caller

    return scoped


def _actor(text: str | None) -> str | None:
    if text is None or not (text := text.strip()):
        return None
    if len(text) > ACTOR_LENGTH or UNPRINTABLE.search(text):
        raise ActorMalformed("MentorMesh-Actor", f"{ACTOR_LENGTH} printable characters at most")
    return text
