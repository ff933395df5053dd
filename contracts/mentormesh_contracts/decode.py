"""From a Kafka record to a typed event."""

import json
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from mentormesh_contracts.envelope import Envelope, Headers, MalformedRecord
from mentormesh_contracts.fact import Event
from mentormesh_contracts.topics import EVENTS
from mentormesh_contracts.upcasting import UPCASTERS, Upcasters
from mentormesh_contracts.zones import READING


@dataclass(frozen=True, slots=True)
class Received:
    """An event with its envelope. `event` is None for a type that this version of the contracts does not know."""

    envelope: Envelope
    event: Event | None
    tombstone: bool = False
    """The record has no body: its aggregate was erased, and a reader forgets it."""


def decode(headers: Headers, body: bytes | None, upcasters: Upcasters = UPCASTERS) -> Received:
    """Read one record. Raises MalformedRecord, naming the header or the field that is wrong.

    A record without a body (a tombstone) gives an event of None.
    """
    envelope = Envelope.from_headers(headers)
    if body is None:
        return Received(envelope, None, tombstone=True)
    event = _read(envelope.type, body, upcasters)
    if event is not None and event.subject != envelope.subject:
        raise MalformedRecord(f"header ce_subject is {envelope.subject!r} but the body is about {event.subject!r}")
    return Received(envelope, event)


def _read(type_name: str, body: bytes, upcasters: Upcasters) -> Event | None:
    try:
        if model := EVENTS.get(type_name):
            return model.model_validate_json(body, context=READING)
        return _lift(type_name, body, upcasters) if type_name in upcasters else None
    except ValidationError as error:
        raise MalformedRecord(_first_fault(error)) from error


def _lift(type_name: str, body: bytes, upcasters: Upcasters) -> Event | None:
    raw = _json_object(body)
    try:
        new_type, lifted = upcasters.lift(type_name, raw)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise MalformedRecord(f"body is no {type_name}: its upcaster met {error!r}") from error
    model = EVENTS.get(new_type)
    return model.model_validate(lifted, context=READING) if model else None


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        raise MalformedRecord("body is not JSON") from None
    if not isinstance(raw, dict):
        raise MalformedRecord("body is not a JSON object")
    return raw


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"]) or "body"
    return f"{where}: {fault['msg']}"
