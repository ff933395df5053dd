"""The events, to read: an AsyncAPI document as one HTML page without any script."""

from collections.abc import Iterable, Iterator
from typing import Any

from services.chassis.http.markup import Html, element, framed, joined, link, table
from services.chassis.http.schema_table import anchor, enumerated, fields, last

Document = dict[str, Any]
DAY_MS = 86_400_000
COLUMNS = ("Field", "Type", "", "Meaning")


def asyncapi_page(document: Document) -> str:
    """The whole page: topics with their messages, then what the payloads are made of."""
    info, components = document["info"], document["components"]
    payloads = {last(message["payload"]["$ref"]) for message in components["messages"].values()}
    shared = {name: schema for name, schema in components["schemas"].items() if name not in payloads}
    return framed(
        info["title"],
        element("h1", info["title"]),
        element("p", f"AsyncAPI {document['asyncapi']} · version {info['version']} · ", link("asyncapi.json", "JSON")),
        element("p", info["description"].replace("`", "")),
        element("h2", "Topics"),
        element("ul", *(element("li", link(f"#{name}", channel["address"])) for name, channel in _channels(document))),
        *(_channel(name, channel, document) for name, channel in _channels(document)),
        element("h2", "Schemas"),
        *(_schema(name, schema) for name, schema in sorted(shared.items())),
    )


def _channels(document: Document) -> Iterable[tuple[str, Document]]:
    channels: dict[str, Document] = document["channels"]
    return channels.items()


def _channel(name: str, channel: Document, document: Document) -> Html:
    kafka = channel["bindings"]["kafka"]
    messages = [document["components"]["messages"][last(ref["$ref"])] for ref in channel["messages"].values()]
    rows = [
        ("Partitions", kafka["partitions"]),
        ("Kept", _kept(kafka["topicConfiguration"])),
        ("Sent by", ", ".join(_who(document, name, "send")) or "nobody here"),
        ("Heard by", ", ".join(_who(document, name, "receive")) or "nobody here"),
    ]
    return element(
        "section",
        element("h3", channel["address"]),
        element("p", channel["description"]),
        element("dl", *(joined(element("dt", term), element("dd", fact)) for term, fact in rows)),
        *(_message(message, document) for message in messages),
        id_=name,
    )


def _kept(configuration: Document) -> str:
    if "compact" in configuration["cleanup.policy"]:
        days = configuration.get("min.compaction.lag.ms", 0) // DAY_MS
        return f"every event for {days} days, the last one of each key for ever"
    return f"{configuration.get('retention.ms', 0) // DAY_MS} days"


def _who(document: Document, channel: str, action: str) -> Iterator[str]:
    for operation in document["operations"].values():
        if operation["action"] == action and last(operation["channel"]["$ref"]) == channel:
            yield operation["tags"][0]["name"]


def _message(message: Document, document: Document) -> Html:
    schemas = document["components"]["schemas"]
    title = element("summary", element("code", message["name"]), " ", element("span", message["summary"]))
    rows = fields(schemas[last(message["payload"]["$ref"])], opened=schemas)
    return element("details", title, table(COLUMNS, rows))


def _schema(name: str, schema: Document) -> Html:
    content = enumerated(schema) if "enum" in schema else table(COLUMNS, fields(schema))
    about = "" if "enum" in schema else element("p", schema.get("description", ""))
    return element("section", element("h3", name), about, content, id_=anchor(name))
