"""The states of a batch: numbers without gaps, guards on all that was relied on, and rules for deciders."""

from typing import Any

import pytest

from services.chassis.mongo.documents import Stored, to_document
from services.chassis.writer.commit import _aggregate_operations
from services.chassis.writer.desk import Desk, RuleFault
from services.deciding import Context, Decision, Need
from tests.integration.chassis.toy import Count, Tally, told
from tests.unit.chassis.writer.given import NOW
from tests.unit.chassis.writer.memory import Memory

CONTEXT = Context(NOW, lambda: "new")
ADA, BEA = Need(Tally, "ada"), Need(Tally, "bea")


def tally(id: str, count: int = 0) -> Tally:
    return Tally(id=id, organisation_id="org", count=count)


def stored(id: str, version: int = 7) -> Stored[Any]:
    return Stored(tally(id), version, revision=3, sequence=5, changed_at=NOW)


async def desk_with(memory: Memory, *kept: Stored[Any], before: Desk | None = None) -> Desk:
    for one in kept:
        memory["tallies"].documents[one.state.id] = to_document(one)
    database: Any = memory
    desk = Desk(database, NOW, before)
    await desk.load([(Tally, "ada"), (Tally, "bea")])
    return desk


def saving(state: Tally, events: int = 1) -> Decision:
    return Decision().save(state, *[told(state, CONTEXT)] * events)


def kinds(desk: Desk) -> list[str]:
    return [type(operation).__name__ for operation in _aggregate_operations(desk).get("tallies", [])]


async def test_events_of_several_decisions_are_numbered_on(memory: Memory) -> None:
    desk = await desk_with(memory, stored("ada"))
    first = desk.apply(saving(tally("ada", 1), events=2), [ADA])
    second = desk.apply(saving(tally("ada", 2)), [ADA])
    fresh = desk.apply(saving(tally("bea")), [BEA])
    assert [number for _, _, number in first + second + fresh] == [6, 7, 8, 1]
    assert {source for _, source, _ in first} == {"mentormesh.feedback.v1/ada"}


async def test_several_decisions_about_one_are_one_write_guarded_by_the_version_that_was_read(memory: Memory) -> None:
    desk = await desk_with(memory, stored("ada", version=7))
    desk.apply(saving(tally("ada", 1)), [ADA])
    desk.apply(saving(tally("ada", 2)), [ADA])
    (write,) = _aggregate_operations(desk)["tallies"]
    assert write._filter == {"_id": "ada", "version": 7}
    assert (write._doc["version"], write._doc["revision"], write._doc["sequence"]) == (9, 5, 7)


async def test_what_a_decision_relied_on_is_touched_unless_it_is_written_anyway(memory: Memory) -> None:
    desk = await desk_with(memory, stored("ada"), stored("bea"))
    desk.apply(saving(tally("ada", 1)), [ADA, BEA])
    assert kinds(desk) == ["ReplaceOne", "UpdateOne"]
    desk.apply(saving(tally("bea", 1)), [ADA, BEA])
    assert kinds(desk) == ["ReplaceOne", "ReplaceOne"]


async def test_what_was_only_consulted_is_not_touched(memory: Memory) -> None:
    desk = await desk_with(memory, stored("ada"), stored("bea"))
    desk.apply(saving(tally("ada", 1)), [ADA, Need(Tally, "bea", guarded=False)])
    assert kinds(desk) == ["ReplaceOne"]


async def test_a_decision_that_only_reminds_is_guarded_and_one_that_does_nothing_is_not(memory: Memory) -> None:
    desk = await desk_with(memory, stored("ada"))
    desk.apply(Decision().tell("nothing"), [ADA])
    assert kinds(desk) == []
    desk.apply(Decision().remind("later", NOW, Count(id="ada")), [ADA])
    assert kinds(desk) == ["UpdateOne"]


async def test_what_is_made_and_removed_in_one_batch_is_never_written(memory: Memory) -> None:
    desk = await desk_with(memory)
    desk.apply(Decision().save(tally("ada")), [ADA])
    desk.apply(Decision().remove(tally("ada")), [ADA])
    assert kinds(desk) == []


async def test_what_is_removed_and_made_anew_is_not_mistaken_for_what_was_read_before(memory: Memory) -> None:
    desk = await desk_with(memory)
    versions = set()
    for _ in range(3):
        desk.apply(Decision().save(tally("ada")), [ADA])
        now = desk.current[Tally, "ada"]
        assert now
        versions.add(now.version)
        assert now.revision == 1
        desk.apply(Decision().remove(tally("ada")), [ADA])
    assert len(versions) == 3


async def test_a_decider_saves_only_what_it_needed_even_if_another_of_the_batch_did(memory: Memory) -> None:
    desk = await desk_with(memory, stored("ada"))
    with pytest.raises(RuleFault, match="did not need it"):
        desk.apply(saving(tally("ada")), [BEA])
    with pytest.raises(RuleFault, match="did not need it"):
        desk.apply(saving(tally("cleo")), [])


async def test_an_id_that_was_given_out_needs_no_reading(memory: Memory) -> None:
    desk = await desk_with(memory)
    desk.apply(saving(tally(desk.issued("new"))), [])
    assert kinds(desk) == ["InsertOne"]


async def test_an_event_is_about_the_aggregate_that_it_is_saved_with(memory: Memory) -> None:
    desk = await desk_with(memory)
    with pytest.raises(RuleFault, match="is about bea"):
        desk.apply(Decision().save(tally("ada"), told(tally("bea"), CONTEXT)), [ADA])


async def test_the_next_batch_decides_on_what_this_one_will_leave_behind(memory: Memory) -> None:
    before = await desk_with(memory, stored("ada", version=7), stored("bea", version=1))
    before.apply(saving(tally("ada", 1)), [ADA, BEA])

    after = await desk_with(memory, before=before)

    ada, bea = after.loaded[Tally, "ada"], after.loaded[Tally, "bea"]
    assert ada
    assert bea
    assert (ada.state.count, ada.version, ada.sequence) == (1, 8, 6)  # type: ignore[attr-defined]
    assert (bea.version, bea.revision) == (2, 3)
