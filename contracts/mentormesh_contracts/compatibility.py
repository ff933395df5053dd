"""Whether an event's schema may take another's place within one major version."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
EXACT = ("pattern", "format", "uniqueItems", "multipleOf")
INNER = {"items": "[]", "additionalProperties": "{}", "propertyNames": "{key}"}
LISTS = ("prefixItems", "allOf")
COMPARED = {
    *UPPER,
    *LOWER,
    *EXACT,
    *INNER,
    *LISTS,
    "type",
    "enum",
    "const",
    "anyOf",
    "oneOf",
    "properties",
    "required",
    "$ref",
}
ANNOTATIONS = {"$id", "$schema", "$defs", "$comment", "title", "description", "examples", "deprecated", "default"}


def incompatibilities(old_schema: Schema, new_schema: Schema) -> list[str]:
    """What somebody would trip over, each with its place; empty if only additions were made.

    Two readers count, and both check what they read: new code meets old events (they are kept, and read again
    to rebuild a replica), and a subscriber that still has the old package meets new events. So within a major
    version the values that a property takes may neither shrink, for the first, nor grow, for the second:

    - a property may be added, if it is not required or has a default; it may not be removed, become required,
      or cease to be required;
    - type, pattern, format, limits and what a list holds stay as they are, and so does a default: old events
      without the property would change their meaning;
    - **an enumeration neither loses nor gains a value.** A reader's enumeration is closed: an unknown value
      makes the whole record malformed. Where one is meant to grow, its schema says `x-open: true` from the first
      version on, and its readers' type takes any value of the form; then values may be added, and limits widened.

    Rules that a schema cannot say (a model's own validators) are not seen: they too may only be there from the
    first version on.
    """
    return list(_Comparison(old_schema, new_schema).of("", old_schema, new_schema))


class _Comparison:
    """Walks both schemas at once, each reference once."""

    def __init__(self, old_root: Schema, new_root: Schema) -> None:
        self._old_root, self._new_root = old_root, new_root
        self._under_way: set[tuple[str, str]] = set()

    def of(self, at: str, old: Schema, new: Schema) -> Iterator[str]:
        """Compare two schemas at one place."""
        pair = (old.get("$ref", ""), new.get("$ref", ""))
        if all(pair) and pair in self._under_way:
            return
        self._under_way.add(pair)
        old, new = _resolved(self._old_root, old), _resolved(self._new_root, new)
        yield from _default(at, old, new)
        yield from self._alternatives(at, old, new)
        self._under_way.discard(pair)

    def _alternatives(self, at: str, old: Schema, new: Schema) -> Iterator[str]:
        olds, news = _by_type(self._old_root, old), _by_type(self._new_root, new)
        if len(olds) == len(news) == 1 and olds.keys() != news.keys():
            yield f"{_place(at)}: type was {next(iter(olds))}, is {next(iter(news))}"
            return
        yield from (f"{_place(at)}: {kind} is no longer allowed" for kind in olds if kind not in news)
        if not old.get("x-open"):
            yield from (f"{_place(at)}: may now be {kind}" for kind in news if kind not in olds)
        for kind in olds:
            if kind in news:
                yield from self._same_type(at, olds[kind], news[kind])

    def _same_type(self, at: str, old: Schema, new: Schema) -> Iterator[str]:
        yield from _values(at, old, new)
        yield from _limits(at, old, new)
        yield from _exact(at, old, new)
        yield from _required(at, old, new)
        yield from self._properties(at, old, new)
        for keyword, mark in INNER.items():
            yield from self._inner(at + mark, old.get(keyword, True), new.get(keyword, True))
        for keyword in LISTS:
            yield from self._list(f"{at}.{keyword}", old.get(keyword, []), new.get(keyword, []))

    def _properties(self, at: str, old: Schema, new: Schema) -> Iterator[str]:
        olds, news = old.get("properties", {}), new.get("properties", {})
        for name in olds:
            if name in news:
                yield from self.of(f"{at}.{name}", olds[name], news[name])
            else:
                yield f"{_place(f'{at}.{name}')}: removed"
        if old.get("additionalProperties") is False:
            added = (name for name in news if name not in olds)
            yield from (f"{_place(f'{at}.{name}')}: added where nothing else was allowed" for name in added)

    def _inner(self, at: str, old: Schema | bool, new: Schema | bool) -> Iterator[str]:
        if isinstance(old, dict) and isinstance(new, dict):
            yield from self.of(at, old, new)
        elif old != new:
            yield f"{_place(at)}: was {_short(old)}, is {_short(new)}"

    def _list(self, at: str, olds: list[Schema], news: list[Schema]) -> Iterator[str]:
        if len(olds) != len(news):
            yield f"{_place(at)}: had {len(olds)} parts, has {len(news)}"
        for number, (old, new) in enumerate(zip(olds, news, strict=False)):
            yield from self.of(f"{at}[{number}]", old, new)


def _default(at: str, old: Schema, new: Schema) -> Iterator[str]:
    if "default" in old and "default" in new and old["default"] != new["default"]:
        yield f"{_place(at)}: default was {old['default']!r}, is {new['default']!r}"


def _values(at: str, old: Schema, new: Schema) -> Iterator[str]:
    olds, news = _enumerated(old), _enumerated(new)
    if olds is None or news is None:
        if news is not None or (olds is not None and not old.get("x-open")):
            yield f"{_place(at)}: was {_short(olds or 'any value')}, is {_short(news or 'any value')}"
        return
    yield from (f"{_place(at)}: value {value!r} removed" for value in olds if value not in news)
    if not old.get("x-open"):
        yield from (
            f"{_place(at)}: value {value!r} added to a closed enumeration" for value in news if value not in olds
        )


def _limits(at: str, old: Schema, new: Schema) -> Iterator[str]:
    for keyword in (*UPPER, *LOWER):
        before, after = old.get(keyword), new.get(keyword)
        if before != after and not (old.get("x-open") and _wider(keyword, before, after)):
            yield f"{_place(at)}: {keyword} was {_short(before)}, is {_short(after)}"


def _wider(keyword: str, before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return after is None
    return after > before if keyword in UPPER else after < before


def _exact(at: str, old: Schema, new: Schema) -> Iterator[str]:
    unknown = sorted((old.keys() | new.keys()) - COMPARED - ANNOTATIONS)
    for keyword in (*EXACT, *(name for name in unknown if not name.startswith("x-"))):
        before, after = old.get(keyword), new.get(keyword)
        if before != after and not (old.get("x-open") and after is None):
            yield f"{_place(at)}: {keyword} was {_short(before)}, is {_short(after)}"


def _required(at: str, old: Schema, new: Schema) -> Iterator[str]:
    olds, news, properties = old.get("required", []), new.get("required", []), new.get("properties", {})
    for name in news:
        if name not in olds and "default" not in properties.get(name, {}):
            yield f"{_place(f'{at}.{name}')}: newly required, without a default"
    for name in olds:
        if name not in news and name in properties:
            yield f"{_place(f'{at}.{name}')}: no longer required, but readers of the old schema need it"


def _by_type(root: Schema, schema: Schema) -> dict[str, Schema]:
    """The alternatives of a schema, each under its type; several of one type are numbered."""
    found: dict[str, Schema] = {}
    for branch in schema.get("anyOf") or schema.get("oneOf") or [schema]:
        alternative = _resolved(root, branch)
        types = alternative.get("type", "any")
        for kind in [types] if isinstance(types, str) else types:
            found[kind if kind not in found else f"{kind} {len(found) + 1}"] = alternative
    return found


def _resolved(root: Schema, schema: Schema) -> Schema:
    """The schema with its reference followed; what stands beside a reference counts too."""
    while "$ref" in schema:
        target = root
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        schema = {**target, **{name: value for name, value in schema.items() if name != "$ref"}}
    return schema


def _enumerated(schema: Schema) -> list[Any] | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _place(at: str) -> str:
    return at.removeprefix(".") or "body"


def _short(value: Any) -> str:
    return "absent" if value is None else str(value)[:100]
