"""A service that meets too large a share of bad records stops, says why, and goes on when an operator lets it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import httpx
import pytest

from deploy.local import Servers
from mentormesh_contracts import Envelope
from mentormesh_contracts.credentials import Credential, CredentialIssued, CredentialRevoked
from mentormesh_contracts.people import PersonChanged
from mentormesh_contracts.vocabulary import CredentialStatus, Scope
from services.chassis.http.keys import KeyRing
from services.chassis.observability.catalogue import REGISTRY
from services.chassis.settings import Settings
from tests.fresh_names import FreshNames
from tests.integration.chassis.people import NOW, changed, registered
from tests.integration.chassis.reading import count_of, counted, held_of, holds
from tests.integration.chassis.toy import TOY
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.installation import install
from tests.integration.support.office import OPERATOR, Office, problem
from tests.integration.support.waiting import eventually

ROUTE = "/v1/operations/feedback"
LEAST = 20


@pytest.fixture
async def wary(servers: Servers, fresh_names: FreshNames) -> Settings:
    """An installation that judges few records already, a few at a time."""
    return await install(servers, fresh_names, bad_share_least=LEAST, bad_share_window=2 * LEAST, batch_size=5)


@pytest.fixture
async def office(wary: Settings) -> AsyncIterator[Office]:
    """One replica."""
    async with Office.opened(TOY, wary) as opened:
        yield opened


async def nonsense(office: Office, id: str, sequence: int = 1) -> None:
    envelope = Envelope(f"{id}-{sequence}", PersonChanged.TYPE, "/test", id, NOW, sequence, "test")
    await office.feed.raw(id, envelope.to_headers(), b'{"after": "ada@example.org"}')


async def stops(office: Office, replica: int = 0) -> None:
    """Wait until a replica has stopped, and that is kept."""

    async def has_stopped() -> bool:
        kept = await office.runtime.database["intake_stops"].count_documents({"resumed_at": None})
        return kept > 0 and office.replicas[replica].runtime.intake.gate.why is not None

    await eventually(has_stopped)


async def health(office: Office, replica: int = 0) -> httpx.Response:
    return await office.replicas[replica].http.get("/health/ready")


async def is_ready(office: Office, replica: int = 0) -> bool:
    return (await health(office, replica)).status_code == 200


async def lags_behind() -> bool:
    """Whether the metrics tell of what is not taken, and for how long it has been waiting."""
    labels = {"service": "feedback", "topic": "mentormesh.people.v1"}
    events = REGISTRY.get_sample_value("mentormesh_consumer_lag_events", labels) or 0
    return events >= LEAST and (REGISTRY.get_sample_value("mentormesh_consumer_lag_seconds", labels) or 0) > 0


async def dead(office: Office) -> int:
    return int(await office.runtime.database["held"].count_documents({"state": "dead"}))


async def all_are_dead(office: Office, number: int) -> None:
    """Wait until so many have become dead letters."""

    async def so_many() -> bool:
        return await dead(office) == number

    await eventually(so_many)


async def mend(office: Office) -> None:
    """All can be read now: as if newer code had been brought in."""
    held = office.runtime.database["held"]
    for row in await held.find({"state": "dead"}).to_list(None):
        body = changed(row["source"].rpartition("/")[2]).model_dump_json().encode()
        await held.update_one({"_id": row["_id"]}, {"$set": {"body": body}})


async def resume(office: Office, **more: object) -> httpx.Response:
    return await office.post(f"{ROUTE}/intake/resume", OPERATOR, {"reason": "the sender is mended", **more})


async def test_it_stops_says_why_and_goes_on_where_it_stopped_when_an_operator_lets_it(
    office: Office, ids: FreshIds
) -> None:
    people = ids.many("person", 3 * LEAST)
    for id in people:
        await nonsense(office, id)
    await office.feed.event(registered(ids.ada), 1)
    await stops(office)

    answer = await health(office)
    assert answer.status_code == 503
    reason = answer.json()["reasons"]["feedback intake"]
    assert reason.startswith("the intake stopped: ")
    assert "of mentormesh.people.v1 could not be processed" in reason
    assert "ada@example.org" not in answer.text
    assert (await office.http.get("/health/live")).status_code == 200
    assert REGISTRY.get_sample_value("mentormesh_intake_stopped", {"service": "feedback"}) == 1
    assert LEAST <= await dead(office) < 2 * LEAST
    assert await count_of(office.runtime, ids.ada) == 0

    shown = (await office.get(f"{ROUTE}/intake", OPERATOR)).json()
    assert (shown["is_stopped"], shown["stops"][0]["why"]) == (True, reason.removeprefix("the intake stopped: "))
    assert shown["stops"][0]["example"]
    await eventually(lags_behind)

    resumed = await resume(office, tolerate=1000)
    assert resumed.json()["is_stopped"] is False
    assert (resumed.json()["stops"][0]["reason"], resumed.json()["stops"][0]["tolerated"]) == (
        "the sender is mended",
        1000,
    )
    await counted(office.runtime, ids.ada, 1)
    await all_are_dead(office, len(people))
    assert await is_ready(office)


async def test_without_mending_it_stops_again_and_with_mending_everything_comes_in_order(
    office: Office, ids: FreshIds
) -> None:
    people = ids.many("person", 3 * LEAST)
    for id in people:
        await nonsense(office, id)
        await office.feed.event(registered(id), 2)
    await stops(office)
    before = await dead(office)
    await resume(office)
    await stops(office)
    assert before < await dead(office) < len(people)
    assert len((await office.get(f"{ROUTE}/intake", OPERATOR)).json()["stops"]) == 2

    await resume(office, tolerate=10_000)
    await all_are_dead(office, len(people))
    await mend(office)
    driven = await office.post(f"{ROUTE}/held-records/redrive-many", OPERATOR, {"state": "dead", "limit": 500})
    assert driven.json()["unreadable"] == 0
    for id in people:
        await counted(office.runtime, id, 2)
    await holds(office.runtime, 0, *people)


async def test_a_rule_that_fails_for_all_stops_it_as_well(office: Office, ids: FreshIds) -> None:
    people = ids.many("person", LEAST)
    for id in people:
        await office.feed.event(registered(id, strengths={"trouble": 1}), 1)
    await stops(office)
    assert len(await held_of(office.runtime, *people)) == LEAST


async def test_the_stop_outlives_the_process_and_all_replicas_keep_to_it(wary: Settings, ids: FreshIds) -> None:
    async with Office.opened(TOY, wary) as office:
        for id in ids.many("person", 2 * LEAST):
            await nonsense(office, id)
        await stops(office)

    async with Office.opened(TOY, wary, replicas=2) as office:
        # Only now: the batches that were with the writer when it stopped were finished as well.
        held = await dead(office)
        assert LEAST <= held < 2 * LEAST
        await office.feed.event(registered(ids.ada), 1)
        for replica in (0, 1):
            assert not await is_ready(office, replica)
        assert await dead(office) == held

        assert (await resume(office, tolerate=1000)).status_code == 200
        await eventually(lambda: is_ready(office, 1))
        await counted(office.runtime, ids.ada, 1)
        assert problem(await resume(office)) == (409, "intake-runs")


async def test_what_one_replica_meets_stops_the_others(wary: Settings, ids: FreshIds) -> None:
    async with Office.opened(TOY, wary, replicas=2) as office:
        for _ in range(2 * LEAST):
            await nonsense(office, ids.ada)
        for replica in (0, 1):
            await stops(office, replica)
        assert await dead(office) < 2 * LEAST


async def test_a_key_that_is_revoked_meanwhile_is_refused_everywhere(wary: Settings, ids: FreshIds) -> None:
    async with Office.opened(TOY, wary, replicas=2) as office:
        now, soon = office.now, office.now + timedelta(days=1)
        key = KeyRing.of(wary).issue(ids.key, "org", [Scope.READ], now, soon)
        issued = Credential(
            id=ids.key,
            organisation_id="org",
            scopes=(Scope.READ,),
            issued_at=now,
            expires_at=soon,
            status=CredentialStatus.ACTIVE,
        )
        for _ in range(2 * LEAST):
            await nonsense(office, ids.ada)
        for replica in (0, 1):
            await stops(office, replica)
            assert not await is_refused(office, key, replica)

        await office.feed.event(CredentialIssued(after=issued), 1)
        revoked = issued.model_copy(update={"status": CredentialStatus.REVOKED, "revoked_at": now})
        await office.feed.event(CredentialRevoked(after=revoked), 2)

        for replica in (0, 1):
            await eventually(partial(is_refused, office, key, replica))
            assert office.replicas[replica].runtime.intake.gate.why
        await resume(office, tolerate=1000)
        await office.has_heard(CredentialRevoked(after=revoked), sequence=2)
        await office.is_told(registered(ids.bea))
        await counted(office.runtime, ids.bea, 1)


async def is_refused(office: Office, key: str, replica: int) -> bool:
    headers = {"Authorization": f"Bearer {key}"}
    return (await office.replicas[replica].http.get("/v1/tallies/x", headers=headers)).status_code == 401


async def test_only_an_operator_lets_it_go_on_and_says_why(office: Office) -> None:
    assert problem(await resume(office)) == (409, "intake-runs")
    assert problem(await office.post(f"{ROUTE}/intake/resume", OPERATOR, {"reason": ""}))[0] == 422
    assert problem(await resume(office, tolerate=1_000_001))[0] == 422
    assert problem(await office.post(f"{ROUTE}/intake/resume", "org", {"reason": "let it go"})) == (
        403,
        "scope-missing",
    )
    assert problem(await office.get(f"{ROUTE}/intake", "org")) == (403, "scope-missing")
