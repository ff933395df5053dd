import pytest

from mentormesh_contracts.vocabulary import AgreementStatus
from services.deciding import Unknown
from services.deciding.trial import decide
from services.partners.domain.agreements.agreement import AgreementOver, SharingAgreement, ends_by_date
from services.partners.domain.agreements.end import End, EndByDate, end, end_by_date
from services.partners.domain.organisations.organisation import JoinedOrganisation
from tests.unit.partners.given import NOW, agreement, context, event_types, saved, tied


@pytest.mark.parametrize("party", ["acme", "globex"])
@pytest.mark.parametrize("active", [False, True])
def test_either_party_ends_it_answered_or_not(party: str, active: bool) -> None:
    decision = decide(end(End(organisation_id=party, agreement_id="agreement"), context()), tied(active))
    assert event_types(decision) == ["AgreementEnded"]
    ended = saved(decision, SharingAgreement, "agreement").agreement
    assert (ended.status, ended.ended_at) == (AgreementStatus.ENDED, NOW)


def test_the_two_are_strangers_again() -> None:
    decision = decide(end(End(organisation_id="acme", agreement_id="agreement"), context()), tied(active=True))
    for id in ("acme", "globex"):
        party = saved(decision, JoinedOrganisation, id)
        assert (party.ties, set(party.organisations())) == ({}, {id})


def test_nobody_is_reminded_of_it_any_more() -> None:
    decision = decide(end(End(organisation_id="acme", agreement_id="agreement"), context()), tied())
    assert decision.forgotten == [ends_by_date("agreement")]


def test_what_is_over_does_not_end_again() -> None:
    with pytest.raises(AgreementOver):
        decide(
            end(End(organisation_id="acme", agreement_id="agreement"), context()), [agreement(AgreementStatus.ENDED)]
        )


def test_whoever_is_no_party_never_hears_of_it() -> None:
    with pytest.raises(Unknown):
        decide(end(End(organisation_id="initech", agreement_id="agreement"), context()), tied())


@pytest.mark.parametrize("active", [False, True])
def test_its_last_day_ends_what_still_stands(active: bool) -> None:
    decision = decide(end_by_date(EndByDate(agreement_id="agreement"), context()), tied(active))
    assert event_types(decision) == ["AgreementEnded"]


def test_its_last_day_changes_nothing_of_what_is_over() -> None:
    declined = agreement(AgreementStatus.DECLINED)
    assert decide(end_by_date(EndByDate(agreement_id="agreement"), context()), [declined]).changes == []
