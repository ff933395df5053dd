"""The AsyncAPI document: which service sends what on which topic, and who listens. Its payloads are the models."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from mentormesh_contracts import TOPIC_OF, Event, Topic
from mentormesh_contracts.schemas import schema_of
from services.chassis.asyncapi_headers import HEADERS

Document = dict[str, Any]
ASYNCAPI = "3.0.0"
KAFKA_BINDING = "0.5.0"
DESCRIPTION = (
    "Typed events. CloudEvents 1.0 in Kafka's binary mode: the attributes are headers, the body is the payload alone. "
    "The key of a record is the id of its aggregate; `ce_sequence` counts its events without gaps. Repeats are "
    "possible and are recognised by it. The package `mentormesh-contracts` has every payload as a Pydantic model."
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a service says, and what it listens to."""

    name: str
    publishes: tuple[Topic, ...] = ()
    hears: tuple[type[Event], ...] = ()


def asyncapi_document(speakers: Sequence[Speaker], title: str = "MentorMesh events") -> Document:
    """The whole document, for the topics that these services publish or listen to."""
    topics = _topics(speakers)
    events = [event for topic in topics for event in topic.events]
    return {
        "asyncapi": ASYNCAPI,
        "info": {"title": title, "version": _contracts_version(), "description": DESCRIPTION},
        "defaultContentType": "application/json",
        "channels": {channel_of(topic): _channel(topic) for topic in topics},
        "operations": dict(operation for speaker in speakers for operation in _operations(speaker)),
        "components": {
            "messages": {event.__name__: _message(event) for event in events},
            "schemas": {"CloudEventsHeaders": HEADERS, **_schemas(events)},
        },
    }


def channel_of(topic: Topic) -> str:
    """The topic's short name: `people` for `mentormesh.people.v1`."""
    return topic.name.removeprefix("mentormesh.").rpartition(".")[0]


def _contracts_version() -> str:
    try:
        return version("mentormesh-contracts")
    except PackageNotFoundError:
        return "0"


def _topics(speakers: Iterable[Speaker]) -> list[Topic]:
    found: dict[str, Topic] = {}
    for speaker in speakers:
        for topic in (*speaker.publishes, *(TOPIC_OF[event] for event in speaker.hears)):
            found[topic.name] = topic
    return list(found.values())


def _channel(topic: Topic) -> Document:
    kept: Document = {"cleanup.policy": ["compact" if topic.compacted else "delete"]}
    for name, value in topic.configuration.items():
        if name != "cleanup.policy":
            kept[name] = int(value)
    return {
        "address": topic.name,
        "description": topic.describes,
        "messages": {event.__name__: _ref("components", "messages", event.__name__) for event in topic.events},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": kept,
                "bindingVersion": KAFKA_BINDING,
            }
        },
    }


def _operations(speaker: Speaker) -> Iterable[tuple[str, Document]]:
    for topic in speaker.publishes:
        yield f"{speaker.name}.sends.{channel_of(topic)}", _operation("send", speaker, topic, topic.events)
    for topic in dict.fromkeys(TOPIC_OF[event] for event in speaker.hears):
        heard = tuple(event for event in topic.events if event in speaker.hears)
        yield f"{speaker.name}.receives.{channel_of(topic)}", _operation("receive", speaker, topic, heard)


def _operation(action: str, speaker: Speaker, topic: Topic, events: Iterable[type[Event]]) -> Document:
    channel = channel_of(topic)
    return {
        "action": action,
        "channel": _ref("channels", channel),
        "summary": f"The {speaker.name} service {action}s {channel}.",
        "messages": [_ref("channels", channel, "messages", event.__name__) for event in events],
        "tags": [{"name": speaker.name}],
    }


def _message(event: type[Event]) -> Document:
    return {
        "name": event.TYPE,
        "title": event.__name__,
        "summary": " ".join((event.__doc__ or "").split()),
        "contentType": "application/json",
        "headers": _ref("components", "schemas", "CloudEventsHeaders"),
        "payload": _ref("components", "schemas", event.__name__),
        "bindings": {"kafka": {"key": {"type": "string"}, "bindingVersion": KAFKA_BINDING}},
    }


def _schemas(events: Iterable[type[Event]]) -> Document:
    found: Document = {}
    for event in events:
        schema = json.loads(json.dumps(schema_of(event)).replace('"#/$defs/', '"#/components/schemas/'))
        named = {**schema.pop("$defs", {}), event.__name__: schema}
        del schema["$schema"], schema["$id"]
        for name, one in named.items():
            if found.setdefault(name, one) != one:
                raise ValueError(f"two different schemas are named {name}")
    return dict(sorted(found.items()))


def _ref(*path: str) -> Document:
    return {"$ref": "#/" + "/".join(path)}
