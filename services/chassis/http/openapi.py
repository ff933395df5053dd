"""The OpenAPI document: what FastAPI knows of the routes, with every problem that may come."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from services.chassis.http.problems import (
    MEDIA_TYPE,
    BodyTooLarge,
    BodyUnreadable,
    KeyExpired,
    KeyMalformed,
    KeyMissing,
    KeyRevoked,
    KeyUnknown,
    Problem,
    RateLimited,
    RequestInvalid,
    ScopeMissing,
    responses,
)
from services.chassis.http.routing import RoutesByShape
from services.deciding import Refusal

Document = dict[str, Any]
METHODS = ("get", "put", "post", "delete", "patch")
FASTAPIS_OWN = ("HTTPValidationError", "ValidationError")


def operation_id(route: APIRoute) -> str:
    """Short, and a fine name for a generated client's method: `matching_start_cycle`."""
    return "_".join([str(tag).replace("-", "_") for tag in route.tags[:1]] + [route.name])


def openapi_document(app: FastAPI) -> Document:
    """The app's document, made once."""
    if app.openapi_schema is None:
        app.openapi_schema = _assembled(app)
    return app.openapi_schema


def _assembled(app: FastAPI) -> Document:
    document: Document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=_all_routes(app),
        tags=app.openapi_tags,
    )
    for operation in _operations(document):
        _complete(operation)
    schemas: Document = document.setdefault("components", {}).setdefault("schemas", {})
    for name in FASTAPIS_OWN:
        schemas.pop(name, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs"), Problem=problem)
    document["components"]["examples"] = _shared_examples(document)
    return document


def _shared_examples(document: Document) -> Document:
    """The same problem is an example on many routes: it stands in the document once, and is referred to."""
    shared: Document = {}
    for operation in _operations(document):
        for answer in operation["responses"].values():
            examples: Document = answer.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
            for name, example in examples.items():
                shared.setdefault(name, example)
                examples[name] = {"$ref": f"#/components/examples/{name}"}
    return dict(sorted(shared.items()))


def _all_routes(app: FastAPI) -> list[BaseRoute]:
    groups = [route.routes if isinstance(route, RoutesByShape) else [route] for route in app.routes]
    return [route for group in groups for route in group]


def _operations(document: Document) -> Iterator[Document]:
    for path in document["paths"].values():
        yield from (path[method] for method in METHODS if method in path)


def _complete(operation: Document) -> None:
    answers: Document = operation["responses"]
    if any(name in str(answers.get("422")) for name in FASTAPIS_OWN):
        del answers["422"]
    for refusal in _general_refusals(operation):
        _add(answers, refusal)
    schema = {"$ref": "#/components/schemas/Problem"}
    answers.setdefault("default", {"description": "Any other problem.", "content": {MEDIA_TYPE: {"schema": schema}}})
    operation["responses"] = dict(sorted(answers.items()))


def _general_refusals(operation: Document) -> Iterator[type[Refusal]]:
    if "requestBody" in operation:
        yield from (BodyUnreadable, BodyTooLarge)
    if "requestBody" in operation or "parameters" in operation:
        yield RequestInvalid
    if "security" in operation:
        yield from (KeyMissing, KeyMalformed, KeyUnknown, KeyExpired, KeyRevoked, ScopeMissing, RateLimited)


def _add(answers: Document, refusal: type[Refusal]) -> None:
    ((status, wanted),) = responses(refusal).items()
    present = answers.setdefault(str(status), wanted)
    examples = present.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
    if refusal.slug() not in examples:
        examples.update(wanted["content"][MEDIA_TYPE]["examples"])
        present["description"] += "  \n" + wanted["description"]
