from datetime import timedelta

import pytest

from mentormesh_contracts.vocabulary import CredentialStatus, Scope
from services.deciding import Unknown
from services.deciding.trial import decide
from services.partners.domain.credentials.granting import ScopesNotYours
from services.partners.domain.credentials.key import IssuedKey, KeyOver, retires
from services.partners.domain.credentials.revoke import Retire
from services.partners.domain.credentials.rotate import AlreadyRotated, Rotate, rotate
from services.partners.domain.organisations.organisation import JoinedOrganisation
from tests.unit.partners.given import DAY, NOW, asker, context, event_types, key, organisation, saved

HOLDER = organisation(keys={"key": NOW + 80 * DAY})
ROTATE = Rotate(asker=asker(), key_id="key")
NOW_IN_SECONDS = NOW.replace(microsecond=0)


def test_a_key_gets_a_successor_with_its_scopes_and_its_lifetime() -> None:
    decision = decide(rotate(ROTATE, context()), [HOLDER, key()])
    assert event_types(decision) == ["CredentialIssued", "CredentialRotated"]
    successor = decision.answer.credential
    assert successor.scopes == key().credential.scopes
    assert successor.expires_at == NOW_IN_SECONDS + 90 * DAY


def test_the_old_key_stays_valid_and_names_its_successor() -> None:
    decision = decide(rotate(ROTATE, context()), [HOLDER, key()])
    old = saved(decision, IssuedKey, "key").credential
    assert (old.status, old.successor_id) == (CredentialStatus.ACTIVE, decision.answer.id)
    assert set(saved(decision, JoinedOrganisation, "acme").keys) == {"key", decision.answer.id}


@pytest.mark.parametrize("grace", [timedelta(0), timedelta(hours=24), timedelta(days=30)])
def test_it_is_revoked_when_its_grace_time_is_over(grace: timedelta) -> None:
    decision = decide(rotate(ROTATE.model_copy(update={"grace": grace}), context()), [HOLDER, key()])
    (reminder,) = decision.reminders
    assert (reminder.id, reminder.command) == (retires("key"), Retire(key_id="key"))
    assert reminder.due == NOW_IN_SECONDS + grace


def test_a_key_is_rotated_once() -> None:
    with pytest.raises(AlreadyRotated) as refused:
        decide(rotate(ROTATE, context()), [HOLDER, key().changed(successor_id="next")])
    assert refused.value.facts == {"successor_id": "next"}


def test_rotating_is_no_way_to_scopes_that_one_does_not_have() -> None:
    confided = key(scopes=[Scope.READ, Scope.CONFIDE])
    with pytest.raises(ScopesNotYours):
        decide(rotate(ROTATE, context()), [HOLDER, confided])


@pytest.mark.parametrize("change", [{"status": CredentialStatus.REVOKED}, {"expires_at": NOW_IN_SECONDS}])
def test_a_key_that_is_over_has_no_successor(change: dict[str, object]) -> None:
    with pytest.raises(KeyOver):
        decide(rotate(ROTATE, context()), [HOLDER, key().changed(**change)])


def test_another_organisations_key_is_unknown() -> None:
    with pytest.raises(Unknown):
        decide(rotate(Rotate(asker=asker("globex"), key_id="key"), context()), [HOLDER, key()])
