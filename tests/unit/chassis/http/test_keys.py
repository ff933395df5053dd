import base64
import json
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import PREFIX, CannotIssue, Key, KeyRing, new_signing_key, verifying_key_of
from services.chassis.http.problems import KeyExpired, KeyInvalid, KeyMalformed, KeyUnknown
from services.chassis.settings import load_settings, raw_key
from tests.unit.chassis.http.stage import NOON, SIGNING_KEY

RING = KeyRing(SIGNING_KEY)
TOMORROW = NOON + timedelta(days=1)


def secret(ring: KeyRing = RING) -> str:
    return ring.issue("key-1", "org-1", [Scope.READ, Scope.ROSTER], NOON, TOMORROW)


def claimed(**claims: object) -> str:
    """A key signed as ours are, with other claims."""
    whole = {"kid": "k", "org": "o", "scopes": [], "iat": NOON, "exp": TOMORROW, **claims}
    present = {name: value for name, value in whole.items() if value is not None}
    return PREFIX + jwt.encode(present, Ed25519PrivateKey.from_private_bytes(raw_key(SIGNING_KEY)), "EdDSA")


def test_a_key_says_what_was_put_into_it() -> None:
    assert RING.verify(secret(), NOON) == Key("key-1", "org-1", frozenset({Scope.READ, Scope.ROSTER}), TOMORROW)


def test_a_service_verifies_with_the_public_half_alone() -> None:
    elsewhere = KeyRing(verifying=[verifying_key_of(SIGNING_KEY)])
    assert elsewhere.verify(secret(), NOON).id == "key-1"
    with pytest.raises(CannotIssue):
        secret(elsewhere)


def test_settings_make_the_ring() -> None:
    old, new = new_signing_key(), new_signing_key()
    ring = KeyRing.of(
        load_settings(signing_key=new, verifying_keys=f"{verifying_key_of(new)}, {verifying_key_of(old)}")
    )
    for issuer in (ring, KeyRing(old)):
        assert ring.verify(secret(issuer), NOON).id == "key-1"
    assert KeyRing.of(load_settings(signing_key=new)).verify(secret(KeyRing(new)), NOON).id == "key-1"


def test_a_key_ends_at_its_expiry_by_the_clock_that_is_given() -> None:
    RING.verify(secret(), TOMORROW - timedelta(seconds=1))
    with pytest.raises(KeyExpired):
        RING.verify(secret(), TOMORROW)


def test_a_key_that_was_verified_before_still_expires() -> None:
    text = secret()
    RING.verify(text, NOON)
    with pytest.raises(KeyExpired):
        RING.verify(text, TOMORROW)


def test_another_networks_key_is_unknown() -> None:
    with pytest.raises(KeyUnknown):
        RING.verify(secret(KeyRing(new_signing_key())), NOON)


def test_a_ring_without_keys_knows_none() -> None:
    with pytest.raises(KeyUnknown):
        KeyRing().verify(secret(), NOON)


@pytest.mark.parametrize("text", ["", "mm_", "mm_abc", "mm_a.b.c", "sk_live_123", PREFIX + "x" * 5000, "mm_ü.ü.ü"])
def test_what_is_no_key_is_malformed(text: str) -> None:
    with pytest.raises(KeyMalformed):
        RING.verify(text, NOON)


def test_a_key_without_its_prefix_or_its_end_is_malformed() -> None:
    for cut in (secret().removeprefix(PREFIX), secret()[:-10]):
        with pytest.raises(KeyInvalid):
            RING.verify(cut, NOON)


def test_no_other_algorithm_is_accepted() -> None:
    claims = {"kid": "k", "org": "o", "scopes": ["operate"], "iat": NOON, "exp": TOMORROW}
    public = verifying_key_of(SIGNING_KEY)
    for text in (jwt.encode(claims, "", "none"), jwt.encode(claims, public, "HS256")):
        with pytest.raises(KeyMalformed):
            RING.verify(PREFIX + text, NOON)


@pytest.mark.parametrize("name", ["kid", "org", "scopes", "exp", "iat"])
def test_every_claim_is_needed(name: str) -> None:
    with pytest.raises(KeyMalformed):
        RING.verify(claimed(**{name: None}), NOON)


@pytest.mark.parametrize("claims", [{"scopes": 7}, {"exp": 1e300}, {"exp": "soon"}, {"scopes": [["read"]]}])
def test_claims_of_another_kind_are_malformed(claims: dict[str, object]) -> None:
    token = claimed(**claims) if "exp" not in claims else None
    if token is None:
        head, _, _ = secret().removeprefix(PREFIX).split(".")
        body = base64.urlsafe_b64encode(json.dumps({"kid": "k", "org": "o", "scopes": [], "iat": 0, **claims}).encode())
        signed = f"{head}.{body.decode().rstrip('=')}"
        signature = Ed25519PrivateKey.from_private_bytes(raw_key(SIGNING_KEY)).sign(signed.encode())
        token = f"{PREFIX}{signed}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"
    with pytest.raises(KeyMalformed):
        RING.verify(token, NOON)


def test_a_scope_of_a_later_version_is_passed_over() -> None:
    assert RING.verify(claimed(scopes=["read", "levitate"]), NOON).scopes == {Scope.READ}


@given(st.data())
def test_a_key_that_was_changed_anywhere_is_refused(data: st.DataObject) -> None:
    text = secret()
    place = data.draw(st.integers(0, len(text) - 2))
    other = data.draw(st.sampled_from("abcXYZ019-_.").filter(lambda letter: letter != text[place]))
    with pytest.raises(KeyInvalid):
        RING.verify(text[:place] + other + text[place + 1 :], NOON)
