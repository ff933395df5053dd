"""Events are counted when they are committed, and only then."""

from dataclasses import replace
from typing import Any

import pytest

from mentormesh_contracts.feedback import ScoresChanged
from services.chassis.mongo.transaction import Conflict
from services.chassis.observability.tally import Happened
from services.chassis.writer.batch import Batch
from services.chassis.writer.bench import Bench
from services.chassis.writer.telling import tell
from tests.unit.chassis.writer.given import NOW, bench_on, counting
from tests.unit.chassis.writer.memory import Failure, Memory

pytestmark = pytest.mark.asyncio


def counting_bench(memory: Memory) -> tuple[Bench, list[Happened[Any]]]:
    counted: list[Happened[Any]] = []
    return replace(bench_on(memory), tallies={ScoresChanged: counted.append}), counted


async def test_a_committed_event_is_counted_once_with_its_organisations_and_its_time(memory: Memory) -> None:
    bench, counted = counting_bench(memory)
    tell(bench, await Batch(bench, [counting("a"), counting("b")]).run())
    assert [(each.event.subject, each.organisations, each.at) for each in counted] == [
        ("a", ("org",), NOW),
        ("b", ("org",), NOW),
    ]


async def test_what_is_not_committed_is_not_counted(memory: Memory) -> None:
    bench, counted = counting_bench(memory)
    memory.failures.append(Failure(Conflict("somebody else was faster")))
    with pytest.raises(Conflict):
        tell(bench, await Batch(bench, [counting("a")]).run())
    assert counted == []


async def test_an_event_that_nobody_counts_costs_nothing_and_breaks_nothing(memory: Memory) -> None:
    bench = replace(bench_on(memory), tallies={})
    outcome = await Batch(bench, [counting("a")]).run()
    assert outcome.happened == []
