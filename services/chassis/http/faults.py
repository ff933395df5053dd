"""What HTTP itself may refuse, whatever the service: each a fact with a name, a status and its headers."""

from collections.abc import Mapping
from math import ceil
from typing import ClassVar

from services.deciding import Forbidden, Refusal


class HttpRefusal(Refusal):
    """A refusal that speaks through headers as well."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers of the answer."""
        return {}


class BadRequest(HttpRefusal):
    """The request cannot be understood."""

    status = 400


class BodyUnreadable(BadRequest):
    """The body is not what its content type says."""


class ParameterMalformed(BadRequest):
    """A parameter of the address or of the headers cannot be read."""

    def __init__(self, parameter: str, detail: str) -> None:
        super().__init__(detail)
        self.parameter = parameter


class CursorMalformed(ParameterMalformed):
    """The cursor was not given by this API, or was changed on its way."""


class PositionMalformed(ParameterMalformed):
    """The position was not given by this API, or was changed on its way."""


class IfMatchMalformed(ParameterMalformed):
    """The condition is not an entity tag that this API gave."""


class IdempotencyKeyMissing(BadRequest):
    """A POST needs an Idempotency-Key of its own, so that it can be repeated without harm."""


class IdempotencyKeyReused(HttpRefusal):
    """The Idempotency-Key was used for another request already."""

    status = 422


class RequestInvalid(HttpRefusal):
    """Fields of the request are missing or wrong; `errors` names each."""

    status = 422


class BodyTooLarge(HttpRefusal):
    """The body is larger than the limit."""

    status = 413


class Stale(HttpRefusal):
    """It was changed since it was read: read it again and decide anew."""

    status = 412


class Unauthenticated(HttpRefusal):
    """The request carries no key that is valid."""

    status = 401
    error: ClassVar[str | None] = "invalid_token"

    @property
    def headers(self) -> Mapping[str, str]:
        """The challenge (RFC 6750)."""
        return {"WWW-Authenticate": 'Bearer realm="MentorMesh"' + (f', error="{self.error}"' if self.error else "")}


class KeyMissing(Unauthenticated):
    """The request carries no key: `Authorization: Bearer mm_…`."""

    error = None


class KeyInvalid(Unauthenticated):
    """The key is malformed, or was not signed by this network."""


class KeyMalformed(KeyInvalid):
    """The text is no key of MentorMesh."""


class KeyUnknown(KeyInvalid):
    """The key was not signed by this network."""


class KeyExpired(KeyInvalid):
    """The key's time is over."""


class KeyRevoked(KeyInvalid):
    """The key was revoked."""


class MetricsTokenWrong(Unauthenticated):
    """What was sent is none of this process's tokens for its metrics."""


class ScopeMissing(Forbidden):
    """The key lacks the scope that this needs."""


class ComeBack(HttpRefusal):
    """Not now; `Retry-After` says when."""

    status = 503

    def __init__(self, detail: str, *, retry_after: float = 1, field: str | None = None, **facts: object) -> None:
        super().__init__(detail, field=field, **facts)
        self.retry_after = max(1, ceil(retry_after))

    @property
    def headers(self) -> Mapping[str, str]:
        """Seconds to wait."""
        return {"Retry-After": str(self.retry_after)}


class Busy(ComeBack):
    """Too much is waiting already, or the database is out of reach."""


class NotHeardYet(ComeBack):
    """A fact of another service has not arrived here yet."""


class RateLimited(ComeBack):
    """The organisation sent too many requests in this minute."""

    status = 429
