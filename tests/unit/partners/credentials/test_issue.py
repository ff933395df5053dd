from datetime import timedelta

import pytest
from pydantic import ValidationError

from mentormesh_contracts.credentials import CredentialIssued
from mentormesh_contracts.vocabulary import CredentialStatus, OrganisationStatus, Scope
from services.deciding import Unknown
from services.deciding.trial import decide
from services.partners.domain.credentials.granting import (
    LONGEST,
    MOST_KEYS,
    ExpiryOutOfRange,
    IssuerRevoked,
    ScopesNotYours,
    TooManyKeys,
)
from services.partners.domain.credentials.issue import USUAL, Issue, issue
from services.partners.domain.organisations.organisation import JoinedOrganisation
from tests.unit.partners.given import DAY, NOW, OPERATOR, asker, context, key, organisation, saved

ISSUE = Issue(asker=asker(), organisation_id="acme", scopes=frozenset({Scope.READ}))
NOW_IN_SECONDS = NOW.replace(microsecond=0)


def test_a_key_is_issued() -> None:
    decision = decide(issue(ISSUE, context()), [organisation()])
    (issued,) = decision.events
    assert isinstance(issued, CredentialIssued)
    assert issued.after.scopes == (Scope.READ,)
    assert issued.after.expires_at == NOW_IN_SECONDS + USUAL


def test_its_times_are_those_that_a_signature_can_say() -> None:
    issued = decide(issue(ISSUE, context()), [organisation()]).answer.credential
    assert (issued.issued_at.microsecond, issued.expires_at.microsecond) == (0, 0)


def test_its_organisation_knows_of_it_and_forgets_expired_ones() -> None:
    holder = organisation(keys={"expired": NOW - DAY, "valid": NOW + DAY})
    decision = decide(issue(ISSUE, context()), [holder])
    assert set(saved(decision, JoinedOrganisation, "acme").keys) == {"valid", decision.answer.id}


def test_nobody_gives_what_their_own_key_may_not() -> None:
    wanting = ISSUE.model_copy(update={"scopes": frozenset({Scope.READ, Scope.CONFIDE, Scope.COORDINATE})})
    with pytest.raises(ScopesNotYours) as refused:
        decide(issue(wanting, context()), [organisation()])
    assert refused.value.facts == {"scopes": [Scope.CONFIDE, Scope.COORDINATE]}


def test_nobody_but_an_operator_makes_an_operator() -> None:
    wanting = ISSUE.model_copy(update={"scopes": frozenset({Scope.OPERATE})})
    with pytest.raises(ScopesNotYours):
        decide(issue(wanting, context()), [organisation()])
    decision = decide(issue(wanting.model_copy(update={"asker": OPERATOR}), context()), [organisation()])
    assert decision.answer.credential.scopes == (Scope.OPERATE,)


def test_an_operator_gives_a_new_organisation_its_first_key() -> None:
    wanting = ISSUE.model_copy(update={"asker": OPERATOR, "scopes": frozenset(set(Scope) - {Scope.OPERATE})})
    decision = decide(issue(wanting, context()), [organisation()])
    assert set(decision.answer.credential.scopes) == set(Scope) - {Scope.OPERATE}


def test_nobody_issues_keys_for_another_organisation() -> None:
    with pytest.raises(Unknown):
        decide(
            issue(ISSUE.model_copy(update={"asker": asker("globex")}), context()),
            [organisation("acme"), organisation("globex")],
        )


def test_an_organisation_that_has_left_gets_no_key() -> None:
    with pytest.raises(Unknown):
        decide(issue(ISSUE, context()), [organisation(status=OrganisationStatus.LEFT)])


def test_a_revoked_key_issues_none_though_it_may_still_be_accepted_elsewhere() -> None:
    revoked = key("own-key").changed(status=CredentialStatus.REVOKED)
    with pytest.raises(IssuerRevoked):
        decide(issue(ISSUE, context()), [organisation(), revoked])


@pytest.mark.parametrize("away", [timedelta(0), -DAY, LONGEST + timedelta(seconds=1), timedelta(milliseconds=100)])
def test_a_key_expires_in_the_future_and_within_400_days(away: timedelta) -> None:
    wanting = ISSUE.model_copy(update={"expires_at": NOW_IN_SECONDS + away})
    with pytest.raises(ExpiryOutOfRange):
        decide(issue(wanting, context()), [organisation()])


def test_a_key_may_last_400_days() -> None:
    wanting = ISSUE.model_copy(update={"expires_at": NOW + LONGEST})
    assert decide(issue(wanting, context()), [organisation()]).changes


def test_an_organisation_has_a_hundred_valid_keys_at_most() -> None:
    full = organisation(keys={f"k{number}": NOW + DAY for number in range(MOST_KEYS)})
    with pytest.raises(TooManyKeys):
        decide(issue(ISSUE, context()), [full])


def test_a_key_that_may_do_nothing_is_not_asked_for() -> None:
    with pytest.raises(ValidationError):
        Issue(asker=asker(), organisation_id="acme", scopes=frozenset())
