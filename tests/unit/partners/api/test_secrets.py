from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.caller import Caller
from services.chassis.http.keys import KeyRing, new_signing_key
from services.partners.api.key_views import KeyView
from services.partners.api.secrets import CannotIssueHere, with_secret
from services.partners.domain.credentials.granting import ScopesNotYours
from tests.unit.partners.given import NOW, key

SIGNING = new_signing_key()
ISSUED = key(scopes=[Scope.READ, Scope.ROSTER])
KEPT = KeyView.of(ISSUED).model_dump_json().encode()


def runtime(signing_key: str | None = SIGNING) -> Any:
    return SimpleNamespace(settings=SimpleNamespace(signing_key=signing_key), keys=KeyRing(signing_key))


def caller(*scopes: Scope) -> Caller:
    return Caller("issuer", "acme", frozenset(scopes))


ADMINISTRATOR = caller(Scope.ADMINISTER, Scope.READ, Scope.ROSTER)


def test_the_kept_answer_becomes_a_key_that_every_service_accepts() -> None:
    shown = orjson.loads(with_secret(runtime(), ADMINISTRATOR)(KEPT))
    said = runtime().keys.verify(shown["secret"], NOW)
    assert (said.id, said.organisation_id, said.scopes) == ("key", "acme", {Scope.READ, Scope.ROSTER})
    assert said.expires_at == ISSUED.credential.expires_at.replace(microsecond=0)
    assert {**shown, "secret": None} == {**orjson.loads(KEPT), "secret": None}


def test_a_repeated_request_shows_the_very_same_secret() -> None:
    reveal = with_secret(runtime(), ADMINISTRATOR)
    assert reveal(KEPT) == reveal(KEPT)


def test_what_is_kept_holds_no_secret() -> None:
    secret = orjson.loads(with_secret(runtime(), ADMINISTRATOR)(KEPT))["secret"]
    kept = (KEPT + ISSUED.model_dump_json().encode()).decode()
    assert not any(part in kept for part in secret.removeprefix("mm_").split("."))


def test_whoever_repeats_anothers_request_is_shown_no_more_than_their_own_key_may() -> None:
    with pytest.raises(ScopesNotYours):
        with_secret(runtime(), caller(Scope.ADMINISTER))(KEPT)


def test_without_a_signing_key_the_request_is_refused_before_anything_is_issued() -> None:
    with pytest.raises(CannotIssueHere, match="MENTORMESH_SIGNING_KEY"):
        with_secret(runtime(None), ADMINISTRATOR)
