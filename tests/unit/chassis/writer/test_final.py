"""An event after which nothing earlier matters waits for nothing, and a stream can end in a record without a body."""

from mentormesh_contracts import Envelope, Received
from mentormesh_contracts.people import PersonErased, PersonLeft
from services.chassis.erasing.erasure import Erasure
from services.chassis.writer.batch import Batch
from services.chassis.writer.bench import Outcome
from services.chassis.writer.work import RecordWork
from services.deciding import Context, Decision
from tests.unit.chassis.writer.given import NOW, PEOPLE, bench_on, command, person, record
from tests.unit.chassis.writer.memory import Memory

ADA = f"{PEOPLE}/ada"


def erased(sequence: int, *, tombstone: bool = False) -> RecordWork:
    """The last event of ada, or the record after it."""
    event = PersonErased(after=person("ada"))
    envelope = Envelope(f"ada-{sequence}", event.TYPE, "/test", "ada", NOW, sequence, "thread")
    body = None if tombstone else event.model_dump_json().encode()
    received = Received(envelope, None if tombstone else event, tombstone=tombstone)
    return RecordWork(PEOPLE, 0, sequence, envelope.to_headers(), body, received)


async def carry_out(memory: Memory, *works: RecordWork) -> list[str]:
    outcome: Outcome = await Batch(bench_on(memory), works).run()
    return [what for _, what in outcome.records]


async def test_it_passes_a_gap_and_those_who_come_late_are_repeats(memory: Memory) -> None:
    assert await carry_out(memory, record("ada", 3), erased(5), erased(6, tombstone=True)) == [
        "parked",
        "applied",
        "ignored",
    ]
    assert memory["seen"].documents[ADA]["n"] == 6
    assert memory["erasures"].documents["ada:feedback"]["by"] == {"is_open": True}
    assert await carry_out(memory, record("ada", 1), record("ada", 2), record("ada", 4)) == ["duplicate"] * 3


async def test_a_tombstone_alone_is_no_gap(memory: Memory) -> None:
    assert await carry_out(memory, erased(6, tombstone=True)) == ["ignored"]


async def test_who_is_buried_leaves_a_tombstone_as_the_next_record(memory: Memory) -> None:
    def bury(context: Context) -> Decision:
        told = person(context.new_id())
        state = Erasure(id=told.id, service="tested", person_id="p", organisation_id="o", heard_at=NOW)
        return Decision().save(state, PersonLeft(after=told)).bury(state, PersonErased)

    await Batch(bench_on(memory), [command(bury)]).run()
    rows = list(memory["outbox"].documents.values())
    assert [(row["headers"]["ce_sequence"], row["body"] is None) for row in rows] == [(b"1", False), (b"2", True)]
    assert len({row["key"] for row in rows}) == 1
    assert memory["erasures"].documents == {}
