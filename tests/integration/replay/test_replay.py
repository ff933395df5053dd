"""A replay of a running service: what the topics tell is what it has; what is not is found, named and made good."""

import asyncio
import json
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from pymongo import MongoClient

from services.chassis.mongo.driver import Document
from services.chassis.replay.replay import NothingToReplay, Replay, ReplayUnderWay, Wish
from services.chassis.replay.report import Difference
from services.chassis.settings import Settings
from services.feedback.app import SERVICE
from tests.integration.replay.conftest import FeedbackOffice, Life, replayed, told
from tests.integration.support.waiting import eventually

LOOKED_AT = ("relationships", "outbox", "reminders")


@pytest.fixture
def live(own: Settings) -> Any:
    """The service's database, for whoever spoils it."""
    with MongoClient[Document](own.mongo_url) as client:
        yield client[own.database("feedback")]


def spoil(live: Any, kind: str, id: str, **fields: Any) -> None:
    """Change the state behind the service's back."""
    document = live[kind].find_one({"_id": id})
    state = json.dumps(json.loads(document["state"]) | fields)
    live[kind].update_one({"_id": id}, {"$set": {"state": state}})


def state(live: Any, kind: str, id: str) -> Any:
    return json.loads(live[kind].find_one({"_id": id})["state"])


async def test_beside_live_traffic_everything_is_equal(office: FeedbackOffice, own: Settings, live: Any) -> None:
    lives = [Life(f"m{number}", office.now) for number in range(20)]
    await told(office, *lives, meetings=20)
    stopping, rounds = asyncio.Event(), count()

    async def keep_meeting() -> None:
        while not stopping.is_set():
            next(rounds)
            for life in lives:
                await office.feed.event(*life.meeting())

    meeting = asyncio.create_task(keep_meeting())
    found = await replayed(own)
    stopping.set()
    await meeting

    kinds = {kind.kind: kind for kind in found.kinds}
    assert next(rounds) > 1
    assert (found.different, found.undecided, found.waiting) == (0, 0, 0)
    assert kinds["relationships"].equal == 20
    assert kinds["held_sessions"].equal > 20 * 13
    assert not [name for name in live.client.list_database_names() if name.endswith("_replay")]


async def test_what_is_wrong_is_named_and_made_good(office: FeedbackOffice, own: Settings, live: Any) -> None:
    await told(office, Life("m1", office.now), Life("m2", office.now), meetings=5)
    spoil(live, "relationships", "m1", sessions_held=99, cadence_days=7)
    live["relationships"].delete_one({"_id": "m2"})

    found = await replayed(own)
    relationships = next(kind for kind in found.kinds if kind.kind == "relationships")
    assert relationships.different == [
        Difference("m1", ("cadence_days", "sessions_held")),
        Difference("m2", (), "missing"),
    ]
    assert state(live, "relationships", "m1")["sessions_held"] == 99

    repaired = await replayed(own, apply=True)
    assert (repaired.different, sum(kind.repaired for kind in repaired.kinds)) == (0, 2)
    assert (
        state(live, "relationships", "m1")["sessions_held"] == state(live, "relationships", "m2")["sessions_held"] == 4
    )

    again = await replayed(own)
    assert (again.different, again.undecided) == (0, 0)


async def test_a_service_goes_on_counting_from_what_was_repaired(
    office: FeedbackOffice, own: Settings, live: Any
) -> None:
    life = Life("m1", office.now)
    await told(office, life, meetings=1)
    spoil(live, "relationships", "m1", sessions_held=99)
    await replayed(own, apply=True)

    await office.hears(life.meeting()[0])
    event, _ = life.meeting()
    await office.hears(event)

    held = sum(number % 3 != 0 for number in range(1, life.met + 1))
    assert state(live, "relationships", "m1")["sessions_held"] == held
    assert (await replayed(own)).different == 0


async def test_what_own_commands_made_is_neither_compared_nor_touched(
    office: FeedbackOffice, own: Settings, live: Any
) -> None:
    await told(office, Life("m1", office.now), meetings=1)
    spoil(live, "held_sessions", "m1-s1", answered=["m1-ada"], mentorship_id="other")
    spoil(live, "relationships", "m1", risks=["no_session"])

    found = await replayed(own, apply=True)

    assert [kind.repaired for kind in found.kinds if kind.kind == "held_sessions"] == [1]
    assert state(live, "held_sessions", "m1-s1")["answered"] == ["m1-ada"]
    assert state(live, "held_sessions", "m1-s1")["mentorship_id"] == "m1"
    assert state(live, "relationships", "m1")["risks"] == ["no_session"]


async def test_nothing_is_published_sent_or_fired(office: FeedbackOffice, own: Settings, live: Any) -> None:
    await told(office, Life("m1", office.now), meetings=5)
    await office.pass_time(timedelta(days=15))
    await eventually(lambda: _at_risk(live))
    before = live["outbox"].count_documents({}), live["reminders"].count_documents({})
    side = live.client[f"{live.name}_replay"]
    seen: list[tuple[int, int, int]] = []

    def look(done: int, all: int) -> None:
        relationships, outbox, reminders = (side[name].count_documents({}) for name in LOOKED_AT)
        seen.append((relationships, outbox, reminders))

    await Replay(SERVICE, own, Wish(SERVICE.rebuilt_kinds), look).run()

    assert seen[-1] == (1, 0, 0)
    assert (live["outbox"].count_documents({}), live["reminders"].count_documents({})) == before


async def test_a_missing_aggregate_goes_on_with_the_number_of_its_last_event(
    office: FeedbackOffice, own: Settings, live: Any
) -> None:
    await told(office, Life("m1", office.now), meetings=1)
    await office.pass_time(timedelta(days=15))
    await eventually(lambda: _at_risk(live))
    live["relationships"].delete_one({"_id": "m1"})

    await replayed(own, apply=True)

    assert live["relationships"].find_one({"_id": "m1"})["sequence"] == 1


async def _at_risk(live: Any) -> bool:
    return bool(live["relationships"].find_one({"_id": "m1"})["sequence"] == 1)


async def test_a_service_that_has_not_applied_what_the_topics_tell_is_behind(
    office: FeedbackOffice, own: Settings
) -> None:
    ordinary, cut = Life("m1", office.now), Life("m2", office.now)
    await told(office, ordinary, meetings=1)
    for event, number in cut.beginning()[1:]:  # as compaction leaves it: its first event is gone
        await office.feed.event(event, number)

    found = await replayed(own, patience=0.0)

    relationships = next(kind for kind in found.kinds if kind.kind == "relationships")
    assert (relationships.compared, relationships.equal, relationships.behind) == (2, 1, 1)
    assert found.different == 0


async def test_since_a_time_only_what_was_told_since_is_compared(
    office: FeedbackOffice, own: Settings, live: Any
) -> None:
    await told(office, Life("m1", office.now), meetings=3)
    moment = office.runtime.clock.now()
    await told(office, Life("m2", office.now), meetings=3)
    spoil(live, "relationships", "m1", cadence_days=99)
    spoil(live, "relationships", "m2", cadence_days=99, sessions_held=99)

    found = await replayed(own, since=moment)

    relationships = next(kind for kind in found.kinds if kind.kind == "relationships")
    assert relationships.compared == 1
    assert relationships.different == [Difference("m2", ("cadence_days",))]


async def test_empty_topics_say_so(own: Settings) -> None:
    with pytest.raises(NothingToReplay, match=r"no record is on .*mentormesh\.mentorships\.v1"):
        await replayed(own)


async def test_two_replays_of_one_service_do_not_meet(office: FeedbackOffice, own: Settings) -> None:
    await told(office, Life("m1", office.now), meetings=1)
    reading = asyncio.Event()
    first = asyncio.create_task(
        Replay(SERVICE, own, Wish(SERVICE.rebuilt_kinds), lambda done, all: reading.set()).run()
    )
    await reading.wait()
    with pytest.raises(ReplayUnderWay):
        await replayed(own)
    first.cancel()
    await asyncio.wait({first})

    assert (await replayed(own)).different == 0
