import pytest

from mentormesh_contracts.vocabulary import AgreementStatus, CredentialStatus, OrganisationStatus
from services.deciding import Unknown
from services.deciding.trial import decide
from services.partners.domain.agreements.agreement import SharingAgreement, ends_by_date
from services.partners.domain.credentials.key import IssuedKey
from services.partners.domain.organisations.leave import Leave, leave
from services.partners.domain.organisations.name_claim import NameClaim
from services.partners.domain.organisations.organisation import JoinedOrganisation
from tests.unit.partners.given import (
    DAY,
    NOW,
    OPERATOR,
    agreement,
    asker,
    context,
    event_types,
    key,
    name_claim,
    organisation,
    saved,
    tied,
)

LEAVING = Leave(asker=asker(), organisation_id="acme")


def test_an_organisation_leaves() -> None:
    decision = decide(leave(LEAVING, context()), [organisation(), name_claim()])
    assert event_types(decision) == ["OrganisationLeft"]
    assert decision.answer.organisation.status is OrganisationStatus.LEFT


def test_its_agreements_end_with_it() -> None:
    decision = decide(leave(LEAVING, context()), [*tied(active=True), name_claim()])
    ended = saved(decision, SharingAgreement, "agreement").agreement
    assert (ended.status, ended.ended_at) == (AgreementStatus.ENDED, NOW)
    assert event_types(decision) == ["OrganisationLeft", "AgreementEnded"]
    assert decision.forgotten == [
        ends_by_date("agreement"),
    ]


def test_nobody_it_shared_with_sees_it_any_more() -> None:
    decision = decide(leave(LEAVING, context()), [*tied(active=True), name_claim()])
    assert set(saved(decision, JoinedOrganisation, "acme").organisations()) == {"acme"}
    assert set(saved(decision, JoinedOrganisation, "globex").organisations()) == {"globex"}
    assert saved(decision, JoinedOrganisation, "globex").ties == {}


def test_its_keys_are_revoked_in_the_same_moment() -> None:
    holder = organisation(keys={"one": NOW + DAY, "two": NOW + DAY})
    decision = decide(leave(LEAVING, context()), [holder, key("one"), key("two"), name_claim()])
    assert event_types(decision) == ["OrganisationLeft", "CredentialRevoked", "CredentialRevoked"]
    assert saved(decision, IssuedKey, "two").credential.status is CredentialStatus.REVOKED


def test_its_name_is_free_again() -> None:
    decision = decide(leave(LEAVING, context()), [organisation(), name_claim()])
    (freed,) = [change for change in decision.changes if isinstance(change.state, NameClaim)]
    assert freed.removed


def test_leaving_twice_changes_nothing() -> None:
    gone = organisation(status=OrganisationStatus.LEFT)
    assert decide(leave(Leave(asker=OPERATOR, organisation_id="acme"), context()), [gone]).changes == []


def test_another_organisation_cannot_be_made_to_leave() -> None:
    with pytest.raises(Unknown):
        decide(leave(Leave(asker=asker("globex"), organisation_id="acme"), context()), [*tied(), agreement()])
