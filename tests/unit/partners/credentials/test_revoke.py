import pytest

from mentormesh_contracts.vocabulary import CredentialStatus, Scope
from services.deciding import Unknown
from services.deciding.trial import decide
from services.partners.domain.credentials.key import IssuedKey, retires
from services.partners.domain.credentials.revoke import Retire, Revoke, retire, revoke
from services.partners.domain.organisations.organisation import JoinedOrganisation
from tests.unit.partners.given import DAY, NOW, OPERATOR, asker, context, event_types, key, organisation, saved

HOLDER = organisation(keys={"key": NOW + 80 * DAY, "other": NOW + DAY})


def test_a_key_is_revoked_at_once() -> None:
    decision = decide(revoke(Revoke(asker=asker(), key_id="key"), context()), [HOLDER, key()])
    assert event_types(decision) == ["CredentialRevoked"]
    revoked = saved(decision, IssuedKey, "key").credential
    assert (revoked.status, revoked.revoked_at) == (CredentialStatus.REVOKED, NOW)
    assert set(saved(decision, JoinedOrganisation, "acme").keys) == {"other"}
    assert decision.forgotten == [retires("key")]


def test_whoever_administers_revokes_keys_that_may_more_than_their_own() -> None:
    confided = key(scopes=[Scope.CONFIDE])
    assert decide(revoke(Revoke(asker=asker(), key_id="key"), context()), [HOLDER, confided]).events


def test_an_operator_revokes_any_key() -> None:
    assert decide(revoke(Revoke(asker=OPERATOR, key_id="key"), context()), [HOLDER, key()]).events


def test_revoking_twice_changes_nothing() -> None:
    revoked = key().changed(status=CredentialStatus.REVOKED, revoked_at=NOW - DAY)
    decision = decide(revoke(Revoke(asker=asker(), key_id="key"), context()), [HOLDER, revoked])
    assert decision.changes == []
    assert decision.answer == revoked


def test_another_organisations_key_is_unknown() -> None:
    with pytest.raises(Unknown):
        decide(revoke(Revoke(asker=asker("globex"), key_id="key"), context()), [HOLDER, key()])


def test_the_end_of_its_grace_time_revokes_it() -> None:
    decision = decide(retire(Retire(key_id="key"), context()), [HOLDER, key()])
    assert event_types(decision) == ["CredentialRevoked"]


def test_the_end_of_its_grace_time_changes_nothing_of_a_revoked_key() -> None:
    revoked = key().changed(status=CredentialStatus.REVOKED)
    assert decide(retire(Retire(key_id="key"), context()), [HOLDER, revoked]).changes == []
