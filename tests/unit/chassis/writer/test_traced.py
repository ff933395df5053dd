"""The spans of a batch, and what its events carry on."""

from dataclasses import replace
from typing import Any

from pymongo.errors import WriteError

from mentormesh_contracts import Envelope, Received
from services.chassis.observability.tracing.context import begun, is_sampled, trace_id
from services.chassis.observability.tracing.span import MOST_LINKS, Kind, Span
from services.chassis.observability.tracing.tracing import NO_TRACING, Tracing
from services.chassis.writer.batch import Batch
from services.chassis.writer.bench import Outcome
from services.chassis.writer.work import Cause, RecordWork, Work
from services.deciding import Context
from tests.unit.chassis.observability.tracing.kept import SAMPLED, TRACE, UNSAMPLED, Kept, keeping
from tests.unit.chassis.writer.given import bench_on, counting, record, reminder
from tests.unit.chassis.writer.memory import Failure, Memory


async def carry_out(memory: Memory, tracing: Tracing, *works: Work) -> Outcome:
    return await Batch(replace(bench_on(memory), tracing=tracing), works).run()


def traced(work: RecordWork, place: str | None) -> RecordWork:
    """The same, whose event carries a place in a trace."""
    assert work.received is not None
    work.received = Received(replace(work.received.envelope, traceparent=place), work.received.event)
    return work


def asked(id: str, place: str | None) -> Any:
    """A command of a request that has a place in a trace."""
    work = counting(id)
    work.cause = Cause("thread", None, place)
    return work


def carried_on(memory: Memory) -> list[str | None]:
    rows = memory["outbox"].documents.values()
    return [Envelope.from_headers(row["headers"].items()).traceparent for row in rows]


def one(kept: Kept, kind: Kind) -> Span:
    (span,) = kept.of(kind)
    return span


async def test_an_event_carries_the_place_of_the_request_that_caused_it(memory: Memory) -> None:
    tracing, kept = keeping()
    await carry_out(memory, tracing, asked("ada", SAMPLED))
    assert carried_on(memory) == [SAMPLED]
    transaction = one(kept, Kind.INTERNAL)
    assert (transaction.name, transaction.parent, trace_id(transaction.place)) == ("transaction", SAMPLED, TRACE)
    assert kept.of(Kind.CONSUMER) == []


async def test_a_reaction_is_a_child_of_its_event_and_the_parent_of_what_it_publishes(memory: Memory) -> None:
    tracing, kept = keeping()
    await carry_out(memory, tracing, traced(record("ada", 1), SAMPLED))
    process = one(kept, Kind.CONSUMER)
    assert (process.parent, trace_id(process.place)) == (SAMPLED, TRACE)
    assert process.place != SAMPLED
    assert carried_on(memory) == [process.place]
    assert one(kept, Kind.INTERNAL).parent == process.place
    assert process.began <= one(kept, Kind.INTERNAL).began <= one(kept, Kind.INTERNAL).ended <= process.ended
    assert dict(process.attributes) == {
        "messaging.system": "kafka",
        "messaging.operation.name": "process",
        "messaging.operation.type": "process",
        "messaging.destination.name": "mentormesh.people.v1",
        "cloudevents.event_type": "mentormesh.person.registered.v1",
        "mentormesh.outcome": "applied",
    }


async def test_a_transaction_that_many_share_names_them_up_to_a_bound(memory: Memory) -> None:
    tracing, kept = keeping()
    places = [begun() for _ in range(MOST_LINKS + 10)]
    await carry_out(memory, tracing, *(asked(f"person-{number}", place) for number, place in enumerate(places)))
    transaction = one(kept, Kind.INTERNAL)
    assert transaction.parent == places[0]
    assert transaction.links == tuple(places[1 : MOST_LINKS + 1])
    assert dict(transaction.attributes)["mentormesh.batch.size"] == len(places)


async def test_what_is_not_sampled_leaves_no_span_and_is_passed_on_as_such(memory: Memory) -> None:
    tracing, kept = keeping()
    await carry_out(memory, tracing, asked("ada", UNSAMPLED), traced(record("bea", 1), UNSAMPLED))
    assert kept.spans == []
    assert [(trace_id(place), is_sampled(place)) for place in carried_on(memory) if place] == [(TRACE, False)] * 2


async def test_an_event_without_a_trace_begins_one(memory: Memory) -> None:
    tracing, kept = keeping()
    await carry_out(memory, tracing, record("ada", 1), traced(record("bea", 1), "nonsense"))
    assert [span.parent for span in kept.of(Kind.CONSUMER)] == [None, None]
    assert carried_on(memory) == [span.place for span in kept.of(Kind.CONSUMER)]


async def test_what_comes_to_nothing_leaves_no_span(memory: Memory) -> None:
    tracing, kept = keeping()
    await carry_out(memory, tracing, traced(record("ada", 1), SAMPLED))
    kept.spans.clear()
    outcome = await carry_out(memory, tracing, traced(record("ada", 1), SAMPLED))
    assert [what for _, what in outcome.records] == ["duplicate"]
    assert kept.spans == []


async def test_a_record_that_is_laid_aside_says_so(memory: Memory) -> None:
    tracing, kept = keeping()
    await carry_out(memory, tracing, traced(record("ada", 1, strengths={"trouble": 1}), SAMPLED))
    process = one(kept, Kind.CONSUMER)
    assert process.failed
    assert dict(process.attributes).items() >= {
        "mentormesh.outcome": "parked", "error.type": "failed", "mentormesh.held_for": "failed"
    }.items()  # fmt: skip
    # What tells of it is part of the trace as well.
    assert carried_on(memory) == [process.place]


async def test_one_that_waits_for_an_earlier_one_has_not_failed(memory: Memory) -> None:
    tracing, kept = keeping()
    await carry_out(memory, tracing, traced(record("ada", 2), SAMPLED))
    process = one(kept, Kind.CONSUMER)
    assert not process.failed
    assert dict(process.attributes)["mentormesh.held_for"] == "gap"


async def test_a_transaction_that_fails_says_so_and_its_records_were_never_processed(memory: Memory) -> None:
    tracing, kept = keeping()
    memory.failures = [Failure(WriteError("no"))]
    for _ in range(2):
        try:
            await carry_out(memory, tracing, traced(record("ada", 1), SAMPLED))
        except WriteError:
            assert one(kept, Kind.INTERNAL).failed
            assert kept.of(Kind.CONSUMER) == []
            kept.spans.clear()
    assert carried_on(memory) == [one(kept, Kind.CONSUMER).place]


async def test_a_reminder_begins_a_trace(memory: Memory) -> None:
    tracing, kept = keeping()

    def begin(context: Context) -> Any:
        return counting("ada").begin(context)

    work = reminder(begin, "later")
    memory["reminders"].documents["later"] = {"_id": "later", "due": work.due}
    await carry_out(memory, tracing, work)
    (fired,) = [span for span in kept.spans if span.name.startswith("remind")]
    assert fired.parent is None
    assert carried_on(memory) == [fired.place]


async def test_a_command_that_no_request_asked_for_begins_a_trace(memory: Memory) -> None:
    tracing, kept = keeping()
    await carry_out(memory, tracing, asked("ada", None))
    (own,) = [span for span in kept.spans if span.name == "carry out count"]
    assert own.parent is None
    assert carried_on(memory) == [own.place]
    assert [span.parent for span in kept.spans if span.name == "transaction"] == [own.place]


async def test_when_it_is_off_what_came_is_passed_on(memory: Memory) -> None:
    await carry_out(memory, NO_TRACING, asked("ada", SAMPLED), traced(record("bea", 1), UNSAMPLED), record("cleo", 1))
    assert carried_on(memory) == [SAMPLED, UNSAMPLED, None]


async def test_a_span_says_nothing_of_whom_it_is_about(memory: Memory) -> None:
    tracing, kept = keeping()
    await carry_out(memory, tracing, traced(record("ada-lovelace", 1), SAMPLED), asked("ada-lovelace", SAMPLED))
    assert kept.spans
    assert "ada-lovelace" not in repr(kept.spans)
