import pytest

from mentormesh_contracts.organisations import AgreementOffered, Share
from mentormesh_contracts.vocabulary import AgreementStatus, OrganisationStatus, Role
from services.deciding import Aggregate, Unknown
from services.deciding.trial import decide
from services.partners.domain.agreements.agreement import ends_by_date
from services.partners.domain.agreements.end import EndByDate
from services.partners.domain.agreements.offer import (
    MOST_TIES,
    AgreementStands,
    AlreadyOver,
    Offer,
    OfferedToItself,
    TooManyAgreements,
    offer,
)
from services.partners.domain.organisations.organisation import JoinedOrganisation
from tests.unit.partners.given import DAY, NOW, context, organisation, saved, tied

STRANGERS = [organisation("acme"), organisation("globex")]
OFFER = Offer(organisation_id="acme", offered_to="globex")


def test_an_agreement_is_offered_with_its_terms() -> None:
    terms = Offer(
        organisation_id="acme",
        offered_to="globex",
        gives=Share(roles=(Role.MENTOR,), places=3),
        receives=Share(roles=(Role.MENTEE,)),
        dual_approval=True,
        valid_until=NOW + 365 * DAY,
    )
    (offered,) = decide(offer(terms, context()), STRANGERS).events
    assert isinstance(offered, AgreementOffered)
    assert offered.after.status is AgreementStatus.OFFERED
    assert offered.after.gives.places == 3
    assert offered.after.dual_approval
    assert offered.after.offered_at == NOW


def test_who_is_asked_learns_who_asks_and_not_the_other_way_round() -> None:
    decision = decide(offer(OFFER, context()), STRANGERS)
    assert set(saved(decision, JoinedOrganisation, "acme").organisations()) == {"acme", "globex"}
    assert set(saved(decision, JoinedOrganisation, "globex").organisations()) == {"globex"}


def test_both_are_tied_by_it() -> None:
    decision = decide(offer(OFFER, context()), STRANGERS)
    assert saved(decision, JoinedOrganisation, "acme").ties == {"globex": decision.answer.id}
    assert saved(decision, JoinedOrganisation, "globex").ties == {"acme": decision.answer.id}


def test_its_last_day_ends_it() -> None:
    decision = decide(offer(OFFER.model_copy(update={"valid_until": NOW + DAY}), context()), STRANGERS)
    (reminder,) = decision.reminders
    assert reminder.id == ends_by_date(decision.answer.id)
    assert (reminder.due, reminder.command) == (NOW + DAY, EndByDate(agreement_id=decision.answer.id))


def test_without_a_last_day_it_goes_on() -> None:
    assert decide(offer(OFFER, context()), STRANGERS).reminders == []


@pytest.mark.parametrize("active", [False, True])
@pytest.mark.parametrize(("by", "to"), [("acme", "globex"), ("globex", "acme")])
def test_two_organisations_have_one_agreement_at_most(active: bool, by: str, to: str) -> None:
    with pytest.raises(AgreementStands) as refused:
        decide(offer(Offer(organisation_id=by, offered_to=to), context()), tied(active))
    assert refused.value.facts == {"agreement_id": "agreement"}


def test_nobody_makes_an_agreement_with_themselves() -> None:
    with pytest.raises(OfferedToItself):
        decide(offer(Offer(organisation_id="acme", offered_to="acme"), context()), STRANGERS)


def test_an_agreement_ends_in_the_future() -> None:
    with pytest.raises(AlreadyOver):
        decide(offer(OFFER.model_copy(update={"valid_until": NOW}), context()), STRANGERS)


@pytest.mark.parametrize("others", [[], [organisation("globex", status=OrganisationStatus.LEFT)]])
def test_an_organisation_that_is_not_there_is_named_by_its_field(others: list[Aggregate]) -> None:
    with pytest.raises(Unknown) as refused:
        decide(offer(OFFER, context()), [organisation("acme"), *others])
    assert refused.value.field == "offered_to"


def test_an_organisation_has_a_thousand_agreements_at_most() -> None:
    full = organisation("globex", ties={f"o{number}": f"a{number}" for number in range(MOST_TIES)})
    with pytest.raises(TooManyAgreements):
        decide(offer(OFFER, context()), [organisation("acme"), full])
