"""The spans of a page that is published: one a topic, whose first event's trace it is part of and others' it names."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from services.chassis.mongo.driver import Document
from services.chassis.observability.tracing.span import Kind, Span, sampled_causes


def publishing_spans(
    service: str,
    rows: Sequence[Document],
    published: Collection[str],
    times: tuple[int, int],
    begin: Callable[[str | None], str | None],
) -> list[Span]:
    """Of those topics of which some event's trace is sampled. `times` in nanoseconds since the epoch."""
    of_topic: dict[str, list[Document]] = defaultdict(list)
    for row in rows:
        of_topic[row["topic"]].append(row)
    spans: list[Span] = []
    for topic, events in of_topic.items():
        causes = sampled_causes(_cause(row) for row in events)
        if causes and (place := begin(causes[0])) is not None:
            sent = sum(row["_id"] in published for row in events)
            spans.append(_span(service, topic, place, causes, times, (sent, len(events))))
    return spans


def _span(
    service: str, topic: str, place: str, causes: tuple[str, ...], times: tuple[int, int], sent: tuple[int, int]
) -> Span:
    acknowledged, events = sent
    attributes = (
        ("messaging.system", "kafka"),
        ("messaging.operation.name", "publish"),
        ("messaging.operation.type", "send"),
        ("messaging.destination.name", topic),
        ("messaging.batch.message_count", events),
    )
    failed = acknowledged < events
    return Span(
        service, f"publish {topic}", Kind.PRODUCER, place, causes[0], *times, attributes, causes[1:], failed=failed
    )


def _cause(row: Document) -> str | None:
    given = row["headers"].get("ce_traceparent")
    return None if given is None else bytes(given).decode("ascii", "replace")
