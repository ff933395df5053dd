"""Every error is `application/problem+json` (RFC 9457) with a stable type; this is its form."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_jsonable_python
from starlette.responses import Response

from services.chassis.http.faults import (
    BadRequest,
    BodyTooLarge,
    BodyUnreadable,
    Busy,
    ComeBack,
    CursorMalformed,
    HttpRefusal,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
    IfMatchMalformed,
    KeyExpired,
    KeyInvalid,
    KeyMalformed,
    KeyMissing,
    KeyRevoked,
    KeyUnknown,
    MetricsTokenWrong,
    NotHeardYet,
    ParameterMalformed,
    PositionMalformed,
    RateLimited,
    RequestInvalid,
    ScopeMissing,
    Stale,
    Unauthenticated,
)
from services.chassis.observability.correlation import correlation_id
from services.deciding import Refusal

__all__ = [
    "BadRequest",
    "BodyTooLarge",
    "BodyUnreadable",
    "Busy",
    "ComeBack",
    "CursorMalformed",
    "FieldFault",
    "HttpRefusal",
    "IdempotencyKeyMissing",
    "IdempotencyKeyReused",
    "IfMatchMalformed",
    "KeyExpired",
    "KeyInvalid",
    "KeyMalformed",
    "KeyMissing",
    "KeyRevoked",
    "KeyUnknown",
    "MetricsTokenWrong",
    "NotHeardYet",
    "ParameterMalformed",
    "PositionMalformed",
    "Problem",
    "ProblemResponse",
    "RateLimited",
    "RequestInvalid",
    "ScopeMissing",
    "Stale",
    "Unauthenticated",
    "pointer_to",
    "problem",
    "problem_type",
    "refused",
    "responses",
]

TYPES = "https://mentormesh.example/problems/"
MEDIA_TYPE = "application/problem+json"


class FieldFault(BaseModel):
    """What is wrong with one field: of the body by a pointer, of the address or the headers by a name."""

    pointer: str | None = Field(
        default=None, description="JSON pointer (RFC 6901) into the body.", examples=["/goals/0"]
    )
    parameter: str | None = Field(default=None, description="Name of a parameter in the address or the headers.")
    detail: str


class Problem(BaseModel):
    """An error (RFC 9457). Some types have members of their own beside these."""

    model_config = ConfigDict(extra="allow", title="Problem")

    type: str = Field(description="Stable; programs decide by it.", examples=[TYPES + "places-taken"])
    title: str
    status: int
    detail: str | None = None
    correlation_id: str | None = Field(default=None, description="Quote it when you ask for help.")
    errors: list[FieldFault] | None = None


class ProblemResponse(Response):
    """An answer that is a problem."""

    media_type = MEDIA_TYPE

    def __init__(self, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        if (thread := correlation_id.get()) is not None:
            body = {**body, "correlation_id": thread}
        super().__init__(orjson.dumps(to_jsonable_python(body, fallback=str)), body["status"], headers)


def problem_type(slug: str) -> str:
    """The stable address of a kind of problem."""
    return TYPES + slug


def problem(
    slug: str, title: str, status: int, detail: str | None = None, members: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The document. Absent members are left out; the standard ones cannot be replaced."""
    standard = {"type": problem_type(slug), "title": title, "status": status, "detail": detail}
    return {name: value for name, value in (standard | dict(members or {}) | standard).items() if value is not None}


def refused(refusal: Refusal) -> ProblemResponse:
    """The answer to a refused request."""
    members: dict[str, Any] = dict(refusal.facts)
    if isinstance(refusal, ParameterMalformed):
        members["errors"] = [{"parameter": refusal.parameter, "detail": refusal.detail}]
    elif refusal.field:
        members["errors"] = [{"pointer": pointer_to(refusal.field), "detail": refusal.detail}]
    body = problem(refusal.slug(), refusal.title(), refusal.status, refusal.detail, members)
    return ProblemResponse(body, refusal.headers if isinstance(refusal, HttpRefusal) else None)


def pointer_to(field: str) -> str:
    """A field's name as a JSON pointer: `goals.0.kind` becomes `/goals/0/kind`; a pointer stays as it is."""
    return field if field.startswith("/") else "/" + field.replace(".", "/")


def responses(*refusals: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """For a route's `responses=`: its refusals in the OpenAPI document, each with an example."""
    by_status: dict[int, list[type[Refusal]]] = {}
    for refusal in refusals:
        by_status.setdefault(refusal.status, []).append(refusal)
    return {status: _documented(same) for status, same in by_status.items()}


def _documented(refusals: Iterable[type[Refusal]]) -> dict[str, Any]:
    sentences = {refusal.slug(): " ".join((refusal.__doc__ or refusal.title()).split()) for refusal in refusals}
    examples = {
        refusal.slug(): {"value": problem(refusal.slug(), refusal.title(), refusal.status, sentences[refusal.slug()])}
        for refusal in refusals
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": "  \n".join(f"`{slug}`: {sentence}" for slug, sentence in sentences.items()),
        "content": {MEDIA_TYPE: {"schema": schema, "examples": examples}},
    }
