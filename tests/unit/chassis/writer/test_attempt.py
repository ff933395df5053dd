"""Deciders at work: rounds of needs, shared loads, and decisions that an earlier one made stale."""

from collections.abc import Iterable

from services.chassis.writer.attempt import Attempt, decide_now, decide_speculatively
from services.chassis.writer.desk import Desk, Key
from services.deciding import Context, Deciding, Decision, Refusal, Unknown, consult, need, require
from tests.integration.chassis.toy import Tally
from tests.unit.chassis.writer.given import NOW
from tests.unit.chassis.writer.memory import Memory

CONTEXT = Context(NOW, lambda: "new")


class CountingDesk(Desk):
    """Notes how often and what is loaded."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory, NOW)  # type: ignore[arg-type]
        self.loads: list[set[Key]] = []

    async def load(self, keys: Iterable[Key]) -> None:
        self.loads.append(set(keys))
        await super().load(self.loads[-1])


def in_two_rounds(context: Context) -> Deciding:
    yield from need(Tally, "ada")
    yield from consult(Tally, "bea")
    return Decision().tell("both")


async def test_attempts_share_one_load_a_round(memory: Memory) -> None:
    desk = CountingDesk(memory)
    attempts = [Attempt(in_two_rounds, CONTEXT) for _ in range(3)]

    await decide_speculatively(attempts, desk)

    assert [attempt.outcome.answer for attempt in attempts if isinstance(attempt.outcome, Decision)] == ["both"] * 3
    assert desk.loads == [{(Tally, "ada")}, {(Tally, "bea")}]


async def test_a_decision_without_needs_costs_no_load(memory: Memory) -> None:
    desk = CountingDesk(memory)
    attempt = await decide_now(lambda context: Decision().tell(context.new_id()), CONTEXT, desk)
    assert isinstance(attempt.outcome, Decision)
    assert (attempt.outcome.answer, desk.loads) == ("new", [])


async def test_what_a_decider_raises_is_its_outcome(memory: Memory) -> None:
    def refuse(context: Context) -> Deciding:
        yield from need(Tally, "ada")
        raise Refusal("no")

    def wait(context: Context) -> Deciding:
        yield from require(Tally, "ada")
        raise AssertionError

    def begin_badly(context: Context) -> Decision:
        raise ZeroDivisionError

    desk = CountingDesk(memory)
    refused, waiting, failed = [await decide_now(begin, CONTEXT, desk) for begin in (refuse, wait, begin_badly)]

    assert isinstance(refused.outcome, Refusal)
    assert refused.waits_for is None
    assert isinstance(waiting.waits_for, Unknown)
    assert isinstance(failed.outcome, ZeroDivisionError)


async def test_a_decision_is_stale_if_anything_that_it_saw_was_changed(memory: Memory) -> None:
    desk = CountingDesk(memory)
    attempt = await decide_now(in_two_rounds, CONTEXT, desk)
    assert not attempt.is_stale({(Tally, "cleo"): None})
    assert attempt.is_stale({(Tally, "ada"): None})
    assert attempt.is_stale({(Tally, "bea"): None})
