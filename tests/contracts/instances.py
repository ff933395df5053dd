"""Events of every type, made from their JSON Schemas: so that schema and model are held against each other too."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any

from hypothesis import strategies as st

from mentormesh_contracts import Envelope, Event
from mentormesh_contracts.schemas import schema_of
from mentormesh_contracts.zones import READING

Body = dict[str, Any]
Amend = Callable[[Body], Body]
ZONES = st.sampled_from((UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-8))))
INSTANTS = st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31), timezones=ZONES)  # noqa: DTZ001


def bodies(event: type[Event]) -> st.SearchStrategy[Body]:
    """Bodies that the event's schema allows and its model accepts."""
    return of_schema(schema_of(event))


def of_schema(schema: Body) -> st.SearchStrategy[Body]:
    """What a schema allows, be it one that was published long ago."""
    return _of(schema, schema)


@cache
def events(event: type[Event]) -> st.SearchStrategy[Event]:
    """Events of one type."""
    return bodies(event).map(lambda body: event.model_validate(body, context=READING))


def envelope_of(event: Event, **changed: Any) -> Envelope:
    """An envelope that fits the event."""
    given: dict[str, Any] = {
        "id": "e1",
        "type": event.TYPE,
        "source": "/mentormesh/tests",
        "subject": event.subject,
        "time": datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        "sequence": 1,
        "correlation_id": "c1",
    }
    return Envelope(**given | changed)


def _of(root: Body, schema: Body) -> st.SearchStrategy[Any]:
    if "$ref" in schema:
        return _of(root, root["$defs"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return st.one_of(*(_of(root, branch) for branch in schema["anyOf"]))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return KINDS[schema["type"]](root, schema)


def _object(root: Body, schema: Body) -> st.SearchStrategy[Body]:
    if "properties" not in schema:
        keys = _of(root, {"type": "string", **schema.get("propertyNames", {})})
        return st.dictionaries(keys, _of(root, schema["additionalProperties"]), max_size=3)
    fields = {name: _of(root, field) for name, field in schema["properties"].items()}
    needed = {name: fields.pop(name) for name in schema.get("required", ())}
    amend = AMENDS.get(schema["title"], lambda body: body)
    return st.fixed_dictionaries(needed, optional=fields).map(amend)


def _array(root: Body, schema: Body) -> st.SearchStrategy[list[Any]]:
    return st.lists(_of(root, schema["items"]), max_size=3, min_size=schema.get("minItems", 0))


def _string(root: Body, schema: Body) -> st.SearchStrategy[str]:
    if "format" in schema:
        return FORMATS[schema["format"]]
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength", 100)
    if "pattern" in schema:
        return st.from_regex(str(schema["pattern"]), fullmatch=True).filter(lambda text: len(text) <= longest)
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=shortest, max_size=min(longest, 20))


def _integer(root: Body, schema: Body) -> st.SearchStrategy[int]:
    return st.integers(schema["minimum"], schema["maximum"])


def _number(root: Body, schema: Body) -> st.SearchStrategy[float]:
    return st.floats(schema.get("minimum"), schema.get("maximum"), allow_nan=False, allow_infinity=False)


KINDS: dict[str, Callable[[Body, Body], st.SearchStrategy[Any]]] = {
    "object": _object,
    "array": _array,
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": lambda root, schema: st.booleans(),
    "null": lambda root, schema: st.none(),
}
FORMATS = {
    "date-time": INSTANTS.map(datetime.isoformat),
    "date": st.dates().map(lambda date: date.isoformat()),
}


def _in_order(first: str, last: str, step: Callable[[Any], Any]) -> Amend:
    """What a schema cannot say: one field comes before another."""

    def amend(body: Body) -> Body:
        present = [body[name] for name in (first, last) if name in body]
        if len(present) < 2:
            return {name: value for name, value in body.items() if name not in (first, last)}
        low, high = sorted(present)
        return {**body, first: low, last: high if high > low else step(high)}

    return amend


def _a_day_later(instant: str) -> str:
    return (datetime.fromisoformat(instant) + timedelta(days=1)).isoformat()


def _instants_in_order(first: str, last: str) -> Amend:
    def amend(body: Body) -> Body:
        low, high = sorted((body[first], body[last]), key=datetime.fromisoformat)
        return {**body, first: low, last: _a_day_later(high)}

    return amend


def _what_a_person_may_declare(body: Body) -> Body:
    for name in ("roles", "goals_sought", "goals_offered", "weaknesses"):
        if name in body:
            body[name] = [word for word in dict.fromkeys(body[name]) if (name, word) != ("roles", "peer")]
    return body


AMENDS: dict[str, Amend] = {
    "Agreement": lambda body: {**body, "offered_to": f"{body['offered_by'][:50]}.other"},
    "Credential": _instants_in_order("issued_at", "expires_at"),
    "Person": _what_a_person_may_declare,
    "Period": _instants_in_order("start", "end"),
    "Session": _instants_in_order("start", "end"),
    "Structure": _in_order("group_minimum", "group_maximum", lambda size: size),
    "WeeklyHours": lambda body: {**body, "start": "08:15", "end": "00:00"},
}
