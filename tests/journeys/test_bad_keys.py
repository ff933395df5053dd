"""Keys that do not let in: none, nonsense, another network's, expired, revoked, and those for something else."""

import time
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import KeyRing, new_signing_key
from tests.journeys.support.network import EVERYTHING, REVOKED_WITHIN, Network
from tests.journeys.support.openapi import routes_of
from tests.journeys.support.party import Party, problem
from tests.journeys.support.waiting import eventually

EACH_SERVICE = ("/v1/agreements", "/v1/people", "/v1/programmes", "/v1/sessions", "/v1/goals")
TOMORROW = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)


@pytest.fixture(scope="module")
def aspen(network: Network) -> Party:
    """An organisation that does nothing but try keys."""
    return network.joined("Aspen")


def with_key(party: Party, key: str) -> Party:
    return Party(party.network, party.id, key)


def test_without_a_key_nothing_is_answered(network: Network) -> None:
    for route in routes_of(network.replicas[0].url):
        answer = network.clients[0].request(*route.name.split())
        assert problem(answer) == (401, "key-missing"), route.name
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", EACH_SERVICE)
def test_a_key_that_another_network_signed_is_refused(aspen: Party, path: str) -> None:
    foreign = KeyRing(new_signing_key()).issue("any", aspen.id, EVERYTHING, TOMORROW, TOMORROW)
    assert problem(with_key(aspen, foreign).ask("GET", path)) == (401, "key-unknown")


@pytest.mark.parametrize("path", EACH_SERVICE)
def test_what_is_no_key_is_refused(aspen: Party, path: str) -> None:
    for text in ("nonsense", "mm_nonsense", aspen.key[:40], aspen.key.removeprefix("mm_"), "mm_" + "a" * 5_000):
        assert problem(with_key(aspen, text).ask("GET", path)) == (401, "key-malformed"), text


@pytest.mark.parametrize("path", EACH_SERVICE)
def test_an_expired_key_is_refused(aspen: Party, path: str) -> None:
    expired = aspen.network.signed(aspen.id, EVERYTHING, days=-10)
    assert problem(with_key(aspen, expired).ask("GET", path)) == (401, "key-expired")


def test_a_revoked_key_is_refused_everywhere_within_the_bound(aspen: Party) -> None:
    issued = aspen.post("/v1/credentials", {"scopes": ["read", "administer"]})
    doubtful = with_key(aspen, issued["secret"])
    places = [(path, replica) for path in EACH_SERVICE for replica in range(len(aspen.network.clients))]
    for path, replica in places:
        assert doubtful.ask("GET", path, replica=replica).is_success
    aspen.post(f"/v1/credentials/{issued['id']}/revoke")
    begun = time.monotonic()
    for path, replica in places:
        eventually(partial(is_revoked, doubtful, path, replica))
    assert time.monotonic() - begun < REVOKED_WITHIN + 1


def test_a_key_without_the_scope_is_told_which_it_lacks(aspen: Party) -> None:
    confidant, reader = (aspen.network.party(aspen.id, [scope]) for scope in (Scope.CONFIDE, Scope.READ))
    for route in routes_of(aspen.network.replicas[0].url):
        method, path = route.name.replace("{", "").replace("}", "").split()
        answer = (reader if path.endswith("/comment") else confidant).ask(method, path, {})
        assert problem(answer) == (403, "scope-missing"), route.name
        assert answer.json()["scope"] in set(Scope)


@pytest.mark.parametrize("replica", [0, 1])
def test_an_organisations_administrator_cannot_become_an_operator(aspen: Party, replica: int) -> None:
    refused = aspen.ask("POST", "/v1/credentials", {"scopes": ["operate"]}, replica=replica)
    assert problem(refused) == (403, "scopes-not-yours")


def is_revoked(party: Party, path: str, replica: int) -> bool:
    answer = party.ask("GET", path, replica=replica)
    return not answer.is_success and problem(answer) == (401, "key-revoked")
