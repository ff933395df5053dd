"""The headers of every record, as a JSON Schema."""

from typing import Any

HEADERS: dict[str, Any] = {
    "type": "object",
    "description": "CloudEvents 1.0 attributes, as UTF-8 text.",
    "required": ["ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "ce_sequence"],
    "properties": {
        "ce_specversion": {"type": "string", "const": "1.0"},
        "ce_id": {"type": "string", "description": "Unique for each event."},
        "ce_type": {"type": "string", "description": "Which event it is; the name of the message."},
        "ce_source": {"type": "string", "description": "The service that it comes from."},
        "ce_subject": {"type": "string", "description": "The id of the aggregate; the record's key as well."},
        "ce_time": {"type": "string", "format": "date-time", "description": "When it happened."},
        "ce_sequence": {
            "type": "string",
            "pattern": "^[1-9][0-9]*$",
            "description": "Counts the events of the aggregate from 1, without gaps.",
        },
        "ce_correlationid": {"type": "string", "description": "Shared by all that one request set off."},
        "ce_causationid": {"type": "string", "description": "The event that led to this one."},
        "ce_traceparent": {"type": "string", "description": "W3C trace context."},
        "ce_acceptedtime": {
            "type": "string",
            "format": "date-time",
            "description": "When the HTTP request behind it was accepted.",
        },
        "content-type": {"type": "string", "const": "application/json"},
    },
}
