"""What is sent is what OpenTelemetry's SDK would send for the same span."""

import pytest
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import Link, SpanContext, SpanKind, Status, StatusCode, TraceFlags

from services.chassis.observability.tracing.context import begun, child_of, span_id, trace_id
from services.chassis.observability.tracing.otlp import Encoder
from services.chassis.observability.tracing.span import Kind, Span

FIRST, OTHER = begun(), begun()
SECOND = child_of(FIRST)
SPANS = [
    Span("profile", "GET /v1/people/{id}", Kind.SERVER, FIRST, None, 1_000, 2_000, (("http.route", "/v1"), ("n", 200))),
    Span("profile", "transaction", Kind.INTERNAL, SECOND, FIRST, 1_100, 1_900, (), (OTHER, begun())),
    Span("profile", "publish people", Kind.PRODUCER, child_of(FIRST), FIRST, 1_100, 1_900, (), (OTHER,), failed=True),
    Span("matching", "process people", Kind.CONSUMER, child_of(FIRST), FIRST, 1_500, 3_000, (("a", "b"),)),
]


def decoded(spans: list[Span]) -> ExportTraceServiceRequest:
    request: ExportTraceServiceRequest = ExportTraceServiceRequest.FromString(Encoder().request(spans))
    return request


def context_of(place: str, *, remote: bool) -> SpanContext:
    return SpanContext(int(trace_id(place), 16), int(span_id(place), 16), remote, TraceFlags(1))


def by_the_sdk(span: Span) -> ReadableSpan:
    remote = span.kind is not Kind.INTERNAL
    return ReadableSpan(
        span.name,
        context_of(span.place, remote=False),
        context_of(span.parent, remote=remote) if span.parent else None,
        Resource({}),
        dict(span.attributes),
        links=[Link(context_of(link, remote=False)) for link in span.links],
        kind=SpanKind[span.kind.name],
        status=Status(StatusCode.ERROR if span.failed else StatusCode.UNSET),
        start_time=span.began,
        end_time=span.ended,
        instrumentation_scope=InstrumentationScope("mentormesh"),
    )


@pytest.mark.parametrize("span", SPANS, ids=lambda span: span.name)
def test_a_span_is_encoded_as_the_sdk_does_it(span: Span) -> None:
    ours = decoded([span]).resource_spans[0].scope_spans[0].spans[0]
    theirs = encode_spans([by_the_sdk(span)]).resource_spans[0].scope_spans[0].spans[0]
    # That this trace is sampled is said as well; the SDK leaves it out.
    assert ours.flags & 0xFF == 1
    ours.flags &= ~0xFF
    assert ours == theirs


def test_each_span_stands_under_its_own_service() -> None:
    found = {}
    for each in decoded(SPANS).resource_spans:
        about = {attribute.key: attribute.value.string_value for attribute in each.resource.attributes}
        found[about["service.name"]] = [span.name for scoped in each.scope_spans for span in scoped.spans]
        assert about["service.version"]
        assert about["service.instance.id"]
    assert found == {
        "mentormesh-profile": ["GET /v1/people/{id}", "transaction", "publish people"],
        "mentormesh-matching": ["process people"],
    }


def test_what_is_alike_in_two_spans_does_not_mix_them_up() -> None:
    alike = [SPANS[3]._replace(place=begun(), parent=None, began=number, ended=number + 1) for number in (1, 2)]
    spans = decoded(alike).resource_spans[0].scope_spans[0].spans
    assert [(each.span_id.hex(), each.start_time_unix_nano, each.parent_span_id) for each in spans] == [
        (span_id(span.place), span.began, b"") for span in alike
    ]
