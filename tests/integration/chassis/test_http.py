"""Acting and reading over HTTP: keys, idempotency, conditions, and facts that have not arrived yet."""

import asyncio
import time
from datetime import timedelta

import httpx
import pytest

from mentormesh_contracts.credentials import Credential, CredentialRevoked
from mentormesh_contracts.vocabulary import CredentialStatus, Scope
from services.chassis.http.keys import KeyRing, new_signing_key
from services.chassis.http.position import HEADER as POSITION
from services.chassis.http.position import encode_position
from services.chassis.settings import Settings
from tests.integration.chassis.people import registered
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import Office, problem
from tests.integration.support.waiting import eventually

WAIT = 2.0
pytestmark = pytest.mark.asyncio(loop_scope="module")


def counting(id: str) -> str:
    return f"/v1/tallies/{id}/count"


async def test_a_post_needs_a_key_of_its_own_that_can_be_read(toys: Office, ids: FreshIds) -> None:
    headers = toys.key("org")
    missing = await toys.replicas[0].http.post(counting(ids.ada), json={}, headers=headers)
    assert problem(missing) == (400, "idempotency-key-missing")
    for wrong in (b"", b"x" * 256, "café".encode()):
        raw = {b"Authorization": headers["Authorization"].encode(), b"Idempotency-Key": wrong}
        answer = await toys.replicas[0].http.post(counting(ids.ada), json={}, headers=raw)
        assert problem(answer) == (400, "idempotency-key-malformed")
    assert problem(await toys.get(f"/v1/tallies/{ids.ada}", "org")) == (404, "unknown")


async def test_the_same_key_gives_the_same_answer_and_no_other_request_may_use_it(toys: Office, ids: FreshIds) -> None:
    same = {"Idempotency-Key": ids.key}
    answers = [await toys.post(counting(ids.ada), "org", {}, headers=same, replica=each) for each in (0, 1, 0)]
    assert [answer.json()["count"] for answer in answers] == [1, 1, 1]
    assert {answer.headers["ETag"] for answer in answers} == {'"1"'}
    assert len({answer.headers[POSITION] for answer in answers}) == 1
    reused = await toys.post(counting(ids.ada), "org", {"limit": 7}, headers=same)
    assert problem(reused) == (422, "idempotency-key-reused")
    other = await toys.post(counting(ids.bea), "another-org", {}, headers=same)
    assert other.json()["count"] == 1


async def test_a_refusal_is_not_kept_so_that_the_same_request_may_succeed_later(toys: Office, ids: FreshIds) -> None:
    same = {"Idempotency-Key": ids.key}
    assert problem(await toys.post(counting(ids.ada), "org", {"limit": 0}, headers=same)) == (409, "too-many")
    assert (await toys.post(counting(ids.ada), "org", {"limit": 9}, headers=same)).json()["count"] == 1


async def test_an_update_of_what_was_changed_meanwhile_is_refused(toys: Office, ids: FreshIds) -> None:
    await toys.post(counting(ids.ada), "org", {})
    seen = (await toys.get(f"/v1/tallies/{ids.ada}", "org")).headers["ETag"]
    right = await toys.post(counting(ids.ada), "org", {}, headers={"If-Match": seen})
    stale = await toys.post(counting(ids.ada), "org", {}, headers={"If-Match": seen})
    whatever = await toys.post(counting(ids.ada), "org", {}, headers={"If-Match": "*"})
    nonsense = await toys.post(counting(ids.ada), "org", {}, headers={"If-Match": "seven"})
    assert right.headers["ETag"] == '"2"'
    assert problem(stale) == (412, "stale")
    assert whatever.json()["count"] == 3
    assert problem(nonsense) == (400, "if-match-malformed")


async def test_a_condition_tells_a_stranger_nothing(toys: Office, ids: FreshIds) -> None:
    await toys.post(counting(ids.ada), "org", {})
    for tag in ('"1"', '"7"'):
        answer = await toys.post(counting(ids.ada), "stranger", {}, headers={"If-Match": tag})
        assert problem(answer) == (404, "unknown")
    assert problem(await toys.get(f"/v1/tallies/{ids.ada}", "stranger")) == (404, "unknown")


async def test_what_the_caller_saw_elsewhere_is_waited_for(toys: Office, ids: FreshIds) -> None:
    ahead = {POSITION: encode_position([(f"mentormesh.people.v1/{ids.ada}", 1)])}
    begun = time.monotonic()
    early = await toys.ask("GET", f"/v1/tallies/{ids.ada}", "org", headers=ahead)
    assert problem(early) == (503, "not-heard-yet")
    assert early.headers["Retry-After"] == "1"
    assert time.monotonic() - begun + 0.05 >= WAIT

    asking = asyncio.create_task(toys.ask("GET", f"/v1/tallies/{ids.ada}", "org", headers=ahead, replica=1))
    await toys.feed.event(registered(ids.ada), 1)

    assert (await asking).json()["count"] == 1


async def test_a_position_of_topics_that_are_not_heard_here_or_of_nobody_is_no_hindrance(
    toys: Office, ids: FreshIds
) -> None:
    own = (await toys.post(counting(ids.ada), "org", {})).headers[POSITION]
    assert (await toys.ask("GET", f"/v1/tallies/{ids.ada}", "org", headers={POSITION: own})).status_code == 200
    wrong = await toys.ask("GET", f"/v1/tallies/{ids.ada}", "org", headers={POSITION: "nonsense"})
    assert problem(wrong) == (400, "position-malformed")


async def test_a_fact_of_another_service_is_waited_for_before_it_is_said_not_to_be(toys: Office, ids: FreshIds) -> None:
    begun = time.monotonic()
    assert problem(await toys.post(f"/v1/people/{ids.ada}/greet", "org", {})) == (404, "unknown")
    assert time.monotonic() - begun + 0.05 >= WAIT

    greeting = asyncio.create_task(toys.post(f"/v1/people/{ids.ada}/greet", "org", {}))
    await toys.feed.event(registered(ids.ada), 1)

    assert (await greeting).json()["count"] == 2


async def test_a_fact_of_its_own_is_not_waited_for(toys: Office, ids: FreshIds) -> None:
    begun = time.monotonic()
    assert problem(await toys.get(f"/v1/tallies/{ids.ada}", "org")) == (404, "unknown")
    assert time.monotonic() - begun < WAIT


async def asked_with(toys: Office, key: str) -> httpx.Response:
    return await toys.replicas[0].http.get("/v1/tallies/x", headers={"Authorization": f"Bearer {key}"})


async def test_keys_that_are_none(toys: Office, ids: FreshIds, settings: Settings) -> None:
    now, ring = toys.now, KeyRing.of(settings)
    expired = ring.issue(ids.key, "org", [Scope.READ], now - timedelta(days=2), now - timedelta(days=1))
    stranger = KeyRing(new_signing_key()).issue(ids.key, "org", [Scope.READ], now, now + timedelta(days=1))
    assert problem(await toys.replicas[0].http.get("/v1/tallies/x")) == (401, "key-missing")
    assert problem(await asked_with(toys, expired)) == (401, "key-expired")
    assert problem(await asked_with(toys, stranger)) == (401, "key-unknown")
    assert problem(await asked_with(toys, "mm_nonsense")) == (401, "key-malformed")
    assert problem(await toys.post(counting(ids.ada), "org", {}, scopes=[Scope.READ])) == (403, "scope-missing")


async def test_a_revoked_key_is_refused_within_the_bound(toys: Office, ids: FreshIds, settings: Settings) -> None:
    now, soon = toys.now, toys.now + timedelta(days=1)
    key = KeyRing.of(settings).issue(ids.key, "org", [Scope.READ], now, soon)
    assert problem(await asked_with(toys, key)) == (404, "unknown")
    credential = Credential(
        id=ids.key,
        organisation_id="org",
        scopes=(Scope.READ,),
        issued_at=now,
        expires_at=soon,
        status=CredentialStatus.REVOKED,
        revoked_at=now,
    )
    await toys.hears(CredentialRevoked(after=credential))
    known = time.monotonic()

    async def refused() -> bool:
        return (await asked_with(toys, key)).status_code == 401

    await eventually(refused)
    assert time.monotonic() - known < settings.revocation_bound_seconds
    assert problem(await asked_with(toys, key)) == (401, "key-revoked")
