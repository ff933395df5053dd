"""The API as it describes itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpx

Schema = dict[str, Any]


@dataclass(frozen=True)
class Route:
    """A method and a path: `GET /v1/people/{person_id}`."""

    name: str
    query: tuple[str, ...]
    """Names of its parameters in the query."""
    body: tuple[str, ...]
    """Names of the fields of its body, those of objects within it as well."""
    own: tuple[str, ...]
    """Names of the fields of its body itself, which is a JSON object."""

    @property
    def is_list(self) -> bool:
        """Whether it comes in pages."""
        return "after" in self.query


@lru_cache
def routes_of(url: str) -> tuple[Route, ...]:
    """Every route that the running process tells of."""
    document = httpx.get(f"{url}/openapi.json").json()
    return tuple(_routes(document))


def _routes(document: Schema) -> Iterator[Route]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            query = [each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"]
            bodies = operation.get("requestBody", {}).get("content", {}).values()
            fields = {name for body in bodies for name in _fields(body.get("schema", {}), document)}
            own = _own(operation.get("requestBody", {}).get("content", {}), document)
            yield Route(f"{method.upper()} {path}", tuple(query), tuple(sorted(fields)), own)


def _own(content: Schema, document: Schema) -> tuple[str, ...]:
    schema = content.get("application/json", {}).get("schema", {})
    if (reference := schema.get("$ref")) is not None:
        schema = document["components"]["schemas"][reference.rpartition("/")[2]]
    return tuple(schema.get("properties", ()))


def _fields(schema: Any, document: Schema, within: frozenset[str] = frozenset()) -> Iterator[str]:
    if isinstance(schema, list):
        for each in schema:
            yield from _fields(each, document, within)
    elif isinstance(schema, dict):
        if (reference := schema.get("$ref")) is not None and reference not in within:
            name = reference.rpartition("/")[2]
            yield from _fields(document["components"]["schemas"][name], document, within | {reference})
        yield from schema.get("properties", {})
        yield from _fields(list(schema.get("properties", {}).values()), document, within)
        for part in ("items", "anyOf", "allOf", "oneOf"):
            yield from _fields(schema.get(part), document, within)
