"""What cases make of what they measured, and what sizes are reckoned from."""

from copy import deepcopy

import pytest

from cli.verify.record import Raw
from deploy.sizing.measured import COMMITTED, Measured
from tests.bench.operations.cases import metrics_cost, scale
from tests.bench.operations.cases.costs import Point, line
from tests.bench.operations.cases.storage import bytes_of, topics
from tests.bench.operations.figures import taken_over
from tests.bench.operations.ground import microseconds
from tests.bench.results import Figures
from tests.bench.runtime.durable import Taken

STORAGE = {"collections": [], "topics": [], "measured_at": "2026-12-01T10:00:00+00:00"}


def test_the_cost_of_metrics_is_the_share_of_the_throughput_that_is_missing_in_a_pair_of_rounds() -> None:
    def rounds(*seconds: float) -> list[Taken]:
        return [Taken(100, each, {"service": each / 2}) for each in seconds]

    found = metrics_cost.figures({"measured": rounds(1.25, 10.0, 9.0), "silent": rounds(1.0, 10.0, 0.5)})
    assert found["metrics_cost_by_rounds"] == pytest.approx(0.2)
    assert found["metrics_cost_by_rounds_cpu"] == pytest.approx(0.2)
    assert found["rounds"] == {"measured": [80, 10, 11], "silent": [100, 10, 200]}


def test_replicas_are_held_against_the_median_of_one() -> None:
    def rounds(*rates: int) -> list[Figures]:
        return [{"whole_per_s": each, "conflicts": 1, "cpu_s": {}} for each in rates]

    found = scale.figures({1: rounds(100, 50, 200), 2: rounds(190, 180, 20), 4: rounds(300, 400, 350)})
    assert (found["scale_2"], found["scale_4"], found["scale_conflicts"]) == (1.8, 3.5, 9)


def test_a_line_goes_through_the_first_point_and_the_last() -> None:
    found = line([Point(1, {"service": 110.0, "lasts": 2_010.0}), Point(11, {"service": 210.0, "lasts": 2_110.0})])
    assert found["event_us"] == {"service": 10.0}
    assert found["batch_us"] == {"service": 100}
    assert (found["batch_ms"], found["event_ms"]) == (2.0, 0.01)


def test_processes_have_one_name_for_each() -> None:
    assert microseconds({"profile": 0.5, "mongo": 0.25, "load": 1.0}, 100, "profile") == {
        "service": 5_000.0,
        "mongod": 2_500.0,
    }


def test_a_record_is_as_large_as_it_is_sent() -> None:
    record = Raw("people", 0, 0, b"12345", (("ce_id", b"abc"), ("none", None)), b"body")
    tombstone = Raw("people", 0, 1, b"12345", (), None)
    assert bytes_of(record) == 12 + 5 + (5 + 3 + 2) + (4 + 2) + 4
    assert topics([record, tombstone]) == [{"topic": "people", "events": 2, "event_bytes": 27, "aggregates": 1}]


def test_only_what_was_measured_anew_is_taken_over() -> None:
    before = Measured.model_validate_json(COMMITTED.read_text()).model_dump(mode="json")
    operations = {"processor": "another", "cores": 8, "broker": "apache", "cases": {"storage": STORAGE}}
    found = taken_over(deepcopy(before), operations, {})
    assert found["machine"] == {"processor": "another", "cores": 8, "broker": "apache"}
    assert found["sample"] == {"collections": [], "topics": [], "measured_at": "2026-12-01"}
    assert (found["costs"], found["cycles"]) == (before["costs"], before["cycles"])


def test_a_cycle_that_was_measured_anew_takes_the_place_of_its_size() -> None:
    before = {"cycles": [{"participants": 100_000}, {"participants": 1_000_000}]}
    operations = {"processor": "one", "cores": 2, "broker": "apache", "cases": {}}
    cycle = {"e2e_100k_s": 3.5, "e2e_100k_mb": 200.0, "measured_at": "2026-12-01T10:00:00+00:00"}
    found = taken_over(before, operations, {"cases": {"cycle": cycle}})
    assert [each["participants"] for each in found["cycles"]] == [100_000, 1_000_000]
    assert (found["cycles"][0]["seconds"], found["cycles"][0]["participant_bytes"]) == (3.5, 2_000)
