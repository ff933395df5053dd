"""The spans of a page that is published."""

from services.chassis.mongo.driver import Document
from services.chassis.observability.tracing.context import begun, trace_id
from services.chassis.observability.tracing.span import MOST_LINKS, Kind, Span
from services.chassis.relay.traced import publishing_spans
from tests.unit.chassis.observability.tracing.kept import SAMPLED, TRACE, UNSAMPLED, keeping

TIMES = (1_000, 2_000)


def row(id: str, place: str | None, topic: str = "people") -> Document:
    headers = {} if place is None else {"ce_traceparent": place.encode()}
    return {"_id": id, "topic": topic, "headers": headers}


def spans_of(*rows: Document, lost: frozenset[str] = frozenset()) -> list[Span]:
    tracing, _ = keeping()
    published = {row["_id"] for row in rows} - lost
    return publishing_spans("profile", rows, published, TIMES, tracing.begin)


def test_an_event_s_cause_is_the_parent_of_its_publishing() -> None:
    (span,) = spans_of(row("1", SAMPLED))
    assert (span.name, span.kind, span.parent) == ("publish people", Kind.PRODUCER, SAMPLED)
    assert trace_id(span.place) == TRACE
    assert (span.began, span.ended, span.failed) == (*TIMES, False)
    assert dict(span.attributes) == {
        "messaging.system": "kafka",
        "messaging.operation.name": "publish",
        "messaging.operation.type": "send",
        "messaging.destination.name": "people",
        "messaging.batch.message_count": 1,
    }


def test_many_share_a_span_a_topic_which_names_them_up_to_a_bound() -> None:
    places = [begun() for _ in range(MOST_LINKS + 10)]
    rows = [row(f"{topic} {place}", place, topic) for place in places for topic in ("people", "sessions")]
    people, sessions = spans_of(*rows)
    assert (people.name, sessions.name) == ("publish people", "publish sessions")
    assert people.links == sessions.links == tuple(places[1 : MOST_LINKS + 1])


def test_what_nobody_traces_leaves_none() -> None:
    strange = row("3", None) | {"headers": {"ce_traceparent": b"\xff\xfe"}}
    assert spans_of(row("1", None), row("2", UNSAMPLED), strange) == []


def test_a_page_that_was_not_acknowledged_whole_has_failed() -> None:
    people, sessions = spans_of(
        row("1", SAMPLED), row("2", SAMPLED), row("3", SAMPLED, "sessions"), lost=frozenset("2")
    )
    assert (people.failed, sessions.failed) == (True, False)
