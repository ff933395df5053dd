"""Nobody waits for the collector, whatever it does."""

import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from services.chassis.observability.catalogue import REGISTRY
from services.chassis.observability.tracing import sending
from services.chassis.observability.tracing.context import begun
from services.chassis.observability.tracing.otlp import Encoder
from services.chassis.observability.tracing.sending import Sender
from services.chassis.observability.tracing.span import Kind, Span
from tests.collector import Collector, collecting


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        yield collector


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "EVERY", 0.02)


def spans(number: int, service: str = "sent") -> list[Span]:
    return [Span(service, "work", Kind.INTERNAL, begun(), None, 1, 2) for _ in range(number)]


def sender_to(url: str) -> Sender:
    sender = Sender(f"{url}/v1/traces", Encoder().request, shown=url)
    sender.start()
    return sender


def counted(service: str, outcome: str) -> float:
    labels = {"service": service, "outcome": outcome}
    return REGISTRY.get_sample_value("mentormesh_spans_total", labels) or 0


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    entries: list[Any] = [record.msg for record in caplog.records]
    return [(entry["level"].upper(), entry["event"]) for entry in entries]


def soon(condition: Callable[[], Any], within: float = 5) -> None:
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_all_that_was_told_arrives_in_parts(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PART", 40)
    sender = sender_to(collector.url)
    told = spans(100, "arrives")
    sender.take(told)
    sender.finish(5)
    assert [span.span_id.hex() for _, span in collector.spans()] == [span.place[36:52] for span in told]
    assert {len(request.resource_spans[0].scope_spans[0].spans) for request in collector.requests} == {40, 20}
    assert set(collector.paths) == {"/v1/traces"}
    assert counted("arrives", "sent") == 100


def test_it_arrives_without_anybody_s_asking(collector: Collector) -> None:
    sender = sender_to(collector.url)
    sender.take(spans(3))
    soon(lambda: len(collector.spans()) == 3)
    sender.finish(5)


def test_a_collector_that_is_away_is_told_of_once_and_gets_it_when_it_is_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", sending.__name__)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    sender = sender_to(f"http://127.0.0.1:{port}")
    for _ in range(5):
        sender.take(spans(2))
        time.sleep(0.06)
    soon(lambda: caplog.records)
    with collecting(port) as collector:
        soon(lambda: len(collector.spans()) == 10)
        sender.finish(5)
    assert told(caplog) == [
        ("WARNING", "spans cannot be sent, the oldest will be lost"), ("INFO", "spans can be sent again")
    ]  # fmt: skip


def test_what_it_refuses_is_not_sent_again(collector: Collector) -> None:
    collector.status = 400
    sender = sender_to(collector.url)
    sender.take(spans(3, "refused"))
    soon(lambda: collector.paths)
    collector.status = 200
    sender.take(spans(1, "refused"))
    soon(lambda: len(collector.spans()) == 1)
    sender.finish(5)
    assert (counted("refused", "lost"), counted("refused", "sent")) == (3, 1)


def test_what_it_cannot_take_now_is_sent_again(collector: Collector) -> None:
    collector.status = 503
    sender = sender_to(collector.url)
    sender.take(spans(3))
    soon(lambda: collector.paths)
    collector.status = 200
    soon(lambda: len(collector.spans()) == 3)
    sender.finish(5)


def test_the_queue_has_a_bound_and_loses_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "QUEUE", 50)
    sender = Sender("http://127.0.0.1:1", Encoder().request, shown="")
    told = spans(130, "many")
    for first in range(0, 130, 10):
        sender.take(told[first : first + 10])
    assert list(sender._queue) == told[-50:]
    assert counted("many", "lost") == 80
    assert sender._put_back(spans(10)) == 0


def test_taking_and_leaving_are_swift_whatever_the_collector_does(collector: Collector) -> None:
    collector.takes_seconds = 3
    sender = sender_to(collector.url)
    begun_at = time.monotonic()
    for _ in range(100):
        sender.take(spans(100))
        time.sleep(0.001)
    assert time.monotonic() - begun_at < 1.5
    begun_at = time.monotonic()
    sender.finish(0.3)
    assert time.monotonic() - begun_at < 0.6


def test_spans_that_cannot_be_encoded_are_lost_and_the_next_ones_come(
    collector: Collector, caplog: pytest.LogCaptureFixture
) -> None:
    sender = sender_to(collector.url)
    sender.take([spans(1)[0]._replace(place="nonsense")])
    soon(lambda: caplog.records)
    sender.take(spans(1))
    soon(lambda: len(collector.spans()) == 1)
    sender.finish(5)
