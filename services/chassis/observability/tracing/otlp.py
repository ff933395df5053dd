"""Spans as OTLP has them: one request for many spans of several services.

The SDK took 100 µs for a span and its encoding, its messages alone 8, this 3: what is alike in many spans is encoded
once, by OpenTelemetry's own messages, and what is not has a fixed width and is put before it. In Protocol Buffers the
parts of a message may stand in any order, one after the other.
"""

import os
import socket
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from struct import Struct
from typing import Any
from uuid import uuid4

from opentelemetry.proto.common.v1.common_pb2 import AnyValue, InstrumentationScope, KeyValue
from opentelemetry.proto.resource.v1.resource_pb2 import Resource
from opentelemetry.proto.trace.v1.trace_pb2 import ResourceSpans, ScopeSpans, Status
from opentelemetry.proto.trace.v1.trace_pb2 import Span as Message

from services.chassis.observability.tracing.span import Attributes, Kind, Span

KINDS_REMEMBERED = 2048
SAMPLED, IS_KNOWN, IS_REMOTE = 0x1, 0x100, 0x200
"""Flags: whether the parent is of another process is said, and it is: a request's or a record's may always be."""

IN_REQUEST, IN_RESOURCE, IN_SCOPE = b"\x0a", b"\x12", b"\x12"
"""Tags of what is repeated: services in a request, scopes in a service, spans in a scope."""
TRACE_ID, SPAN_ID, PARENT_ID, STARTED, ENDED = b"\x0a\x10", b"\x12\x08", b"\x22\x08", b"\x39", b"\x41"
"""Tags of what varies from span to span, of ids with their length."""
FIRST, LATER = Struct("<2s16s2s8ssQsQ"), Struct("<2s16s2s8s2s8ssQsQ")
"""A span without a parent, and with one."""
LOW_BITS, MORE = 0x7F, 0x80
fromhex = bytes.fromhex


class Encoder:
    """Of one process."""

    def __init__(self) -> None:
        try:
            self._version = version("mentormesh")
        except PackageNotFoundError:
            self._version = "0"
        self._instance = str(uuid4())
        self._scope = _bytes(ScopeSpans(scope=InstrumentationScope(name="mentormesh", version=self._version)))

    def request(self, spans: Iterable[Span]) -> bytes:
        """The body of a request with all of them."""
        of_service: dict[str, list[Span]] = defaultdict(list)
        for span in spans:
            of_service[span.service].append(span)
        return b"".join(_field(IN_REQUEST, self._of_service(service, each)) for service, each in of_service.items())

    def _of_service(self, service: str, spans: Iterable[Span]) -> bytes:
        scoped = self._scope + b"".join([_field(IN_SCOPE, _encoded(span)) for span in spans])
        return _bytes(ResourceSpans(resource=self._resource(service))) + _field(IN_RESOURCE, scoped)

    def _resource(self, service: str) -> Resource:
        about: Attributes = (
            ("service.name", f"mentormesh-{service}"),
            ("service.namespace", "mentormesh"),
            ("service.version", self._version),
            ("service.instance.id", self._instance),
            ("host.name", socket.gethostname()),
            ("process.pid", os.getpid()),
        )
        return Resource(attributes=_pairs(about))


def _encoded(span: Span) -> bytes:
    place, parent = span.place, span.parent
    trace, own, times = fromhex(place[3:35]), fromhex(place[36:52]), (STARTED, span.began, ENDED, span.ended)
    if parent is None:
        varying = FIRST.pack(TRACE_ID, trace, SPAN_ID, own, *times)
    else:
        varying = LATER.pack(TRACE_ID, trace, SPAN_ID, own, PARENT_ID, fromhex(parent[36:52]), *times)
    alike = _alike(span.name, span.kind, span.attributes, span.failed, parent is not None)
    return varying + alike + _links(span.links) if span.links else varying + alike


def _links(places: Iterable[str]) -> bytes:
    links = [
        Message.Link(trace_id=fromhex(place[3:35]), span_id=fromhex(place[36:52]), flags=IS_KNOWN) for place in places
    ]
    return _bytes(Message(links=links))


@lru_cache(maxsize=KINDS_REMEMBERED)
def _alike(name: str, kind: Kind, attributes: Attributes, failed: bool, has_parent: bool) -> bytes:
    """What spans that differ in time and place alone have in common."""
    code = Status.STATUS_CODE_ERROR if failed else Status.STATUS_CODE_UNSET
    message = Message(
        name=name,
        kind=Message.SpanKind.ValueType(kind),
        attributes=_pairs(attributes),
        status=Status(code=code),
        flags=SAMPLED | IS_KNOWN | (IS_REMOTE if has_parent and kind is not Kind.INTERNAL else 0),
    )
    return _bytes(message)


def _pairs(attributes: Attributes) -> list[KeyValue]:
    return [KeyValue(key=name, value=_value(value)) for name, value in attributes]


def _value(value: str | int) -> AnyValue:
    return AnyValue(int_value=value) if isinstance(value, int) else AnyValue(string_value=value)


def _field(tag: bytes, message: bytes) -> bytes:
    """A message within another one: its tag, its length in groups of seven bits, itself."""
    length, groups = len(message), bytearray()
    while length > LOW_BITS:
        groups.append(length & LOW_BITS | MORE)
        length >>= 7
    return tag + bytes((*groups, length)) + message


def _bytes(message: Any) -> bytes:
    encoded: bytes = message.SerializeToString()
    return encoded
