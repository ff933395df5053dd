"""Simulated waits beside measured ones, and what they depend on."""

import pytest

from deploy.sizing import committed
from deploy.sizing.cycles import Cycle
from deploy.sizing.measured import Waited
from deploy.sizing.waiting import busiest_day, simulated
from tests.unit.deploy.sizing.given import COSTS

NO_CYCLE = Cycle(0, 0, 0, 0)
WITHIN = 3.0
"""So far from what was measured a simulated wait may be: it is to tell tens of milliseconds from seconds."""


@pytest.mark.parametrize("waited", committed().waits, ids=lambda each: f"{each.commands_per_s:g} a second")
def test_the_waits_that_were_measured_come_about(waited: Waited) -> None:
    p50, p99 = (1_000 * seconds for seconds in simulated(waited, committed()))
    assert waited.p50_ms / WITHIN < p50 < waited.p50_ms * WITHIN
    assert waited.p99_ms / WITHIN < p99 < waited.p99_ms * WITHIN


def test_a_busier_machine_makes_everybody_wait() -> None:
    waited = committed().waits[-1]
    calm, busy = (simulated(waited.model_copy(update={"busy": each}), committed()) for each in (0.2, 0.9))
    assert calm[0] < busy[0]
    assert calm[1] < busy[1]


def test_what_is_too_much_for_one_replica_is_not_for_four() -> None:
    slow = COSTS.model_copy(update={"event_ms": 200.0})
    one, four = (busiest_day("matching", 6.0, count, NO_CYCLE, slow) for count in (1, 4))
    assert four.p99 < 10 < 60 < one.p99


def test_a_quiet_hour_waits_for_nobody_but_the_pace() -> None:
    waiting = busiest_day("matching", 0.1, 1, NO_CYCLE, COSTS)
    assert waiting.p50 == pytest.approx(0.03, rel=0.3)
    assert waiting.p99_with_cycle < 1
