"""From a Kafka record to a typed event."""

import json
from dataclasses import dataclass

from pydantic import ValidationError

from mentormesh_contracts.envelope import Envelope, Headers, MalformedRecord
from mentormesh_contracts.fact import Event
from mentormesh_contracts.topics import EVENTS
from mentormesh_contracts.upcasting import UPCASTERS, Upcasters


@dataclass(frozen=True, slots=True)
class Received:
    """An event with its envelope. `event` is None for a type that this version of the contracts does not know."""

    envelope: Envelope
    event: Event | None


def decode(headers: Headers, body: bytes | None, upcasters: Upcasters = UPCASTERS) -> Received:
    """Read one record. Raises MalformedRecord, naming the header or the field that is wrong.

    A record without a body (a tombstone) gives an event of None.
    """
    envelope = Envelope.from_headers(headers)
    if body is None:
        return Received(envelope, None)
    model = EVENTS.get(envelope.type)
    try:
        if model is not None:
            event: Event | None = model.model_validate_json(body)
        elif envelope.type in upcasters:
            event = _lift(envelope.type, body, upcasters)
        else:
            return Received(envelope, None)
    except ValidationError as error:
        raise MalformedRecord(_first_fault(error)) from error
    if event is not None and event.subject != envelope.subject:
        raise MalformedRecord(f"header ce_subject is {envelope.subject!r} but the body is about {event.subject!r}")
    return Received(envelope, event)


def _lift(type_name: str, body: bytes, upcasters: Upcasters) -> Event | None:
    try:
        raw = json.loads(body)
    except ValueError:
        raise MalformedRecord("body is not JSON") from None
    if not isinstance(raw, dict):
        raise MalformedRecord("body is not a JSON object")
    new_type, lifted = upcasters.lift(type_name, raw)
    model = EVENTS.get(new_type)
    return model.model_validate(lifted) if model else None


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"]) or "body"
    return f"{where}: {fault['msg']}"
