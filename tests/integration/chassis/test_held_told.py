"""What an operator is told of held records: each in full, all of them counted, and for how long they are kept."""

from datetime import timedelta
from typing import Any

from mentormesh_contracts import Envelope
from mentormesh_contracts.people import PersonChanged
from services.chassis.observability.catalogue import REGISTRY
from services.chassis.settings import Settings
from tests.integration.chassis.people import NOW, changed, registered
from tests.integration.chassis.reading import holds
from tests.integration.chassis.toy import TOY
from tests.integration.support.feed import PEOPLE
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import OPERATOR, Office
from tests.integration.support.waiting import eventually

ROUTE = "/v1/operations/feedback/held-records"


async def malformed(office: Office, id: str, sequence: int, body: bytes = b'{"after": {}}') -> None:
    envelope = Envelope(f"{id}-{sequence}", PersonChanged.TYPE, "/test", id, NOW, sequence, "test")
    await office.feed.raw(id, envelope.to_headers(), body)


async def shown(office: Office, id: str, **more: Any) -> dict[str, Any]:
    answer = await office.get(f"{ROUTE}/one", OPERATOR, id=id, **more)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def measured(name: str, state: str) -> float:
    return REGISTRY.get_sample_value(f"mentormesh_{name}", {"service": "feedback", "state": state}) or 0.0


async def test_one_is_told_with_its_content_its_neighbours_and_what_to_do(own: Settings, ids: FreshIds) -> None:
    async with Office.opened(TOY, own) as office:
        await office.feed.event(registered(ids.ada), 1)
        await malformed(office, ids.ada, 2, b"x" * 20_000)
        for sequence in range(3, 10):
            await office.feed.event(changed(ids.ada), sequence)
        letter, third, *_ = await holds(office.runtime, 8, ids.ada)

        told = await shown(office, letter["_id"], body_bytes=10)
        assert (told["body"], told["body_bytes"], told["body_is_cut"]) == ("x" * 10, 20_000, True)
        assert (told["headers"]["ce_type"], told["type"]) == (PersonChanged.TYPE, PersonChanged.TYPE)
        assert (told["last_applied"], told["behind"], len(told["first_behind"])) == (1, 7, 5)
        assert told["unreadable_because"] == told["why"]
        assert told["advice"].endswith("7 of its aggregate wait behind it.")

        parked = await shown(office, third["_id"])
        assert (parked["waits_for"], parked["behind"]) == ([letter["_id"]], 6)
        assert letter["_id"] in parked["advice"]


async def test_they_are_counted_by_state_topic_and_reason_with_the_age_of_the_oldest(
    own: Settings, ids: FreshIds
) -> None:
    async with Office.opened(TOY, own) as office:
        await malformed(office, ids.ada, 1)
        await malformed(office, ids.bea, 1)
        await office.feed.event(registered(ids.cleo, strengths={"trouble": 1}), 1)
        await holds(office.runtime, 3, ids.ada, ids.bea, ids.cleo)
        await office.pass_time(timedelta(hours=1))

        items = (await office.get(f"{ROUTE}/counts", OPERATOR)).json()["items"]
        kinds = [(item["state"], item["topic"], item["reason"], item["records"]) for item in items]
        assert kinds == [("dead", PEOPLE, "malformed", 2), ("parked", PEOPLE, "failed", 1)]
        assert all(item["oldest_seconds"] >= 3600 for item in items)

        async def are_measured() -> bool:
            return measured("held_records", "dead_letter") == 2 and measured("held_oldest_seconds", "parked") >= 3600

        await eventually(are_measured)


async def test_what_was_given_up_is_listed_with_who_when_and_why(own: Settings, ids: FreshIds) -> None:
    async with Office.opened(TOY, own) as office:
        await malformed(office, ids.ada, 1)
        (letter,) = await holds(office.runtime, 1, ids.ada)
        by = {"MentorMesh-Actor": "Olga"}
        given_up = {"id": letter["_id"], "reason": "sent by mistake"}
        await office.post(f"{ROUTE}/discard", OPERATOR, given_up, headers=by)
        (item,) = (await office.get(ROUTE, OPERATOR, state="discarded")).json()["items"]
        assert (item["discarded_by"], item["discard_reason"]) == ("Olga", "sent by mistake")
        assert item["discarded_at"]


async def test_records_are_removed_and_counted_when_their_time_is_over_unless_others_wait_for_them(
    own: Settings, ids: FreshIds
) -> None:
    async with Office.opened(TOY, own) as office:
        await malformed(office, ids.ada, 1)
        await malformed(office, ids.bea, 1)
        await office.feed.event(changed(ids.bea), 2)
        await office.feed.raw(ids.cleo, [], b"nonsense")
        held = office.runtime.database["held"]
        await holds(office.runtime, 3, ids.ada, ids.bea)
        await eventually(lambda: _number_is(office, 4))
        (lost,) = await held.find({"source": None}).to_list(None)
        await office.post(f"{ROUTE}/discard", OPERATOR, {"id": lost["_id"], "reason": "no number"})
        before = {state: measured("held_expired_total", state) for state in ("dead_letter", "discarded")}

        await office.pass_time(timedelta(days=91))
        await eventually(lambda: _number_is(office, 3))
        left = {row["_id"] for row in await held.find({}).to_list(None)}
        assert lost["_id"] in left
        assert {
            row["source"].rpartition("/")[2] for row in await held.find({"source": {"$ne": None}}).to_list(None)
        } == {ids.bea}

        await office.pass_time(timedelta(days=365))
        await eventually(lambda: _number_is(office, 2))
        await eventually(lambda: _is_counted("discarded", before["discarded"] + 1))
        assert measured("held_expired_total", "dead_letter") == before["dead_letter"] + 1


async def _number_is(office: Office, number: int) -> bool:
    return bool(await office.runtime.database["held"].count_documents({}) == number)


async def _is_counted(state: str, number: float) -> bool:
    return measured("held_expired_total", state) == number
