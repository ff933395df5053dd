"""Records in, effects and events out: once, in order, whatever stands between them."""

from services.chassis.runtime import Runtime
from services.chassis.settings import Settings
from tests.integration.chassis.conftest import Feed, changed, eventually, registered
from tests.integration.chassis.reading import count_of, published

SCORES = "mentormesh.feedback.v1"


async def test_an_event_has_its_effect_and_leads_to_an_event_with_the_next_sequence(
    toy: Runtime, feed: Feed, settings: Settings
) -> None:
    await feed.event(registered("ada"), 1)
    await feed.event(changed("ada"), 2)

    await eventually(lambda: _is(toy, "ada", 2))
    events = await published(settings, SCORES, 2)

    assert [received.envelope.sequence for received in events] == [1, 2]
    assert events[0].envelope.causation_id
    assert [received.event.after.raters for received in events if received.event] == [1, 2]


async def test_a_repeated_event_has_no_second_effect(toy: Runtime, feed: Feed, settings: Settings) -> None:
    await feed.event(registered("ada"), 1)
    await feed.event(registered("ada"), 1)
    await feed.event(changed("ada"), 2)
    await feed.event(registered("ada"), 1)
    await feed.event(registered("bea"), 1)

    await eventually(lambda: _is(toy, "bea", 1))

    assert await count_of(toy, "ada") == 2
    assert len(await published(settings, SCORES, 3)) == 3


async def test_an_event_that_comes_too_early_waits_for_the_one_before(toy: Runtime, feed: Feed) -> None:
    await feed.event(registered("ada"), 1)
    await feed.event(changed("ada"), 4)
    await feed.event(changed("ada"), 3)
    await feed.event(registered("bea"), 1)
    await eventually(lambda: _is(toy, "bea", 1))
    assert await count_of(toy, "ada") == 1

    await feed.event(changed("ada"), 2)

    await eventually(lambda: _is(toy, "ada", 4))
    await eventually(lambda: _held(toy, 0))


async def test_a_malformed_record_becomes_a_dead_letter_and_its_neighbours_go_on(toy: Runtime, feed: Feed) -> None:
    await feed.event(registered("ada"), 1)
    await feed.raw("ada", [("ce_id", b"x")], b"{")
    await feed.event(changed("ada"), 2)

    await eventually(lambda: _is(toy, "ada", 2))

    letter = await toy.database["held"].find_one({"state": "dead"})
    assert letter
    assert letter["why"] == "header ce_type is missing"


async def test_a_record_whose_decider_fails_is_parked_with_those_behind_it(toy: Runtime, feed: Feed) -> None:
    await feed.event(registered("ada", strengths={"trouble": 1}), 1)
    await feed.event(changed("ada"), 2)
    await feed.event(registered("bea"), 1)

    await eventually(lambda: _is(toy, "bea", 1))
    await eventually(lambda: _held(toy, 2))

    head = await toy.database["held"].find_one({"sequence": 1})
    assert head
    assert head["why"] == "RuntimeError: this decider has a fault"
    assert await count_of(toy, "ada") == 0


async def test_a_record_that_waits_for_another_fact_goes_on_when_it_has_come(toy: Runtime, feed: Feed) -> None:
    await feed.event(registered("ada", area_sought="bea"), 1)
    await feed.event(changed("ada"), 2)
    await eventually(lambda: _held(toy, 2))

    await feed.event(registered("bea"), 1)

    await eventually(lambda: _is(toy, "ada", 2))
    await eventually(lambda: _held(toy, 0))


async def _is(runtime: Runtime, id: str, count: int) -> bool:
    return await count_of(runtime, id) == count


async def _held(runtime: Runtime, count: int) -> bool:
    return await runtime.database["held"].count_documents({}) == count
