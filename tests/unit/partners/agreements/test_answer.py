from collections.abc import Callable
from typing import Any

import pytest

from mentormesh_contracts.vocabulary import AgreementStatus
from services.deciding import Unknown
from services.deciding.trial import decide
from services.partners.domain.agreements.agreement import AgreementOver, SharingAgreement, ends_by_date
from services.partners.domain.agreements.answer import (
    Accept,
    AgreementAnswered,
    Decline,
    OfferLapsed,
    OnlyTheOtherAnswers,
    accept,
    decline,
)
from services.partners.domain.organisations.organisation import JoinedOrganisation
from tests.unit.partners.given import NOW, agreement, context, event_types, saved, tied

ACCEPT = Accept(organisation_id="globex", agreement_id="agreement")
DECLINE = Decline(organisation_id="globex", agreement_id="agreement")
ANSWERS = pytest.mark.parametrize(("decider", "command"), [(accept, Accept), (decline, Decline)])


def test_the_other_organisation_accepts() -> None:
    decision = decide(accept(ACCEPT, context()), tied())
    assert event_types(decision) == ["AgreementAccepted"]
    accepted = saved(decision, SharingAgreement, "agreement").agreement
    assert (accepted.status, accepted.answered_at) == (AgreementStatus.ACTIVE, NOW)


def test_from_then_on_the_two_know_each_other() -> None:
    decision = decide(accept(ACCEPT, context()), tied())
    assert set(saved(decision, JoinedOrganisation, "globex").organisations()) == {"acme", "globex"}


def test_the_other_organisation_declines_and_the_two_are_strangers_again() -> None:
    decision = decide(decline(DECLINE, context()), tied())
    assert event_types(decision) == ["AgreementDeclined"]
    for id in ("acme", "globex"):
        party = saved(decision, JoinedOrganisation, id)
        assert (party.ties, set(party.organisations())) == ({}, {id})
    assert decision.forgotten == [ends_by_date("agreement")]


@ANSWERS
def test_nobody_answers_their_own_offer(decider: Callable[..., Any], command: Callable[..., Any]) -> None:
    with pytest.raises(OnlyTheOtherAnswers):
        decide(decider(command(organisation_id="acme", agreement_id="agreement"), context()), tied())


@ANSWERS
def test_whoever_is_no_party_never_hears_of_it(decider: Callable[..., Any], command: Callable[..., Any]) -> None:
    with pytest.raises(Unknown):
        decide(decider(command(organisation_id="initech", agreement_id="agreement"), context()), tied())


@ANSWERS
def test_an_agreement_is_answered_once(decider: Callable[..., Any], command: Callable[..., Any]) -> None:
    with pytest.raises(AgreementAnswered):
        decide(decider(command(organisation_id="globex", agreement_id="agreement"), context()), tied(active=True))


@ANSWERS
@pytest.mark.parametrize("status", [AgreementStatus.DECLINED, AgreementStatus.ENDED])
def test_what_is_over_is_not_answered(
    decider: Callable[..., Any], command: Callable[..., Any], status: AgreementStatus
) -> None:
    with pytest.raises(AgreementOver) as refused:
        decide(decider(command(organisation_id="globex", agreement_id="agreement"), context()), [agreement(status)])
    assert refused.value.facts == {"agreement_status": status}


def test_an_offer_is_not_accepted_after_its_last_day() -> None:
    late = [*tied()[:2], agreement(valid_until=NOW)]
    with pytest.raises(OfferLapsed):
        decide(accept(ACCEPT, context()), late)
