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

bearer = HTTPBearer(
    auto_error=False, scheme_name="key", bearerFormat="mm_…", description="A signed key of your organisation."
)


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


async def caller(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    actor: Annotated[
        str | None,
        Header(alias="MentorMesh-Actor", description="Who acts, for the audit log; 100 characters at most."),
    ] = None,
) -> Caller:
    """Whoever has a valid key. Raises KeyMissing, KeyInvalid or RateLimited."""
    service = service_of(request)
    if credentials is None:
        raise KeyMissing("send the key as `Authorization: Bearer mm_…`")
    key = service.keys.verify(credentials.credentials, service.clock.now())
    if service.revocations.is_revoked(key.id):
        raise KeyRevoked("the key was revoked")
    answer_headers(request.scope)["Cache-Control"] = "no-store"
    await _count(request, key)
    return Caller(key.id, key.organisation_id, key.scopes, _actor(actor))


async def _count(request: Request, key: Key) -> None:
    standing = await service_of(request).limits.take(key.organisation_id)
    answer_headers(request.scope).update(standing.headers)
    standing.insist()


def caller_with(scope: Scope, *or_else: Scope) -> Callable[[Caller], Awaitable[Caller]]:
    """A dependency: a caller whose key has this scope, or one of the others. Raises ScopeMissing naming it."""
    enough = frozenset((scope, *or_else))

    async def scoped(caller: Annotated[Caller, Depends(caller)]) -> Caller:
        if enough.isdisjoint(caller.scopes):
            raise ScopeMissing(f"the key lacks the scope {scope.value}", scope=scope.value)
        return caller

    return scoped


def _actor(text: str | None) -> str | None:
    if text is None or not (text := text.strip()):
        return None
    if len(text) > ACTOR_LENGTH or UNPRINTABLE.search(text):
        raise ActorMalformed("MentorMesh-Actor", f"{ACTOR_LENGTH} printable characters at most")
    return text
