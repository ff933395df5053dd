"""Metrics that measure nothing, and do again afterwards."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from tests.bench.operations.silence import silent_metrics


def test_nothing_is_counted_meanwhile_and_everything_afterwards() -> None:
    registry = CollectorRegistry()
    counter = Counter("things", "…", ("service",), registry=registry)
    gauge = Gauge("depth", "…", registry=registry)
    histogram = Histogram("seconds", "…", ("service",), registry=registry)
    held = counter.labels("held since before")

    def measure() -> None:
        counter.labels("feedback").inc()
        held.inc(2)
        gauge.set(5)
        gauge.inc()
        with histogram.labels("feedback").time():
            histogram.labels("feedback").observe(0.5)

    with silent_metrics():
        measure()
    assert registry.get_sample_value("things_total", {"service": "feedback"}) is None
    assert registry.get_sample_value("things_total", {"service": "held since before"}) == 0
    assert registry.get_sample_value("depth") == 0
    measure()
    assert registry.get_sample_value("things_total", {"service": "feedback"}) == 1
    assert registry.get_sample_value("things_total", {"service": "held since before"}) == 2
    assert registry.get_sample_value("depth") == 6
    assert registry.get_sample_value("seconds_count", {"service": "feedback"}) == 2
