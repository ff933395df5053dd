import pytest

from mentormesh_contracts.organisations import OrganisationChanged
from mentormesh_contracts.vocabulary import OrganisationStatus
from services.deciding import Unknown
from services.deciding.trial import decide
from services.partners.domain.organisations.change import (
    ChangeOrganisation,
    OrganisationHasLeft,
    change_organisation,
)
from services.partners.domain.organisations.name_claim import NameClaim, NameTaken
from tests.unit.partners.given import OPERATOR, asker, context, name_claim, organisation


def test_an_organisation_takes_another_name_and_gives_the_old_one_free() -> None:
    command = ChangeOrganisation(asker=asker(), organisation_id="acme", name="Apex")
    decision = decide(change_organisation(command, context()), [organisation(), name_claim()])
    assert [type(event) for event in decision.events] == [OrganisationChanged]
    assert decision.answer.organisation.name == "Apex"
    claims = {change.state.id: change.removed for change in decision.changes if isinstance(change.state, NameClaim)}
    assert claims == {"apex": False, "acme": True}


def test_an_operator_moves_an_organisation_to_another_zone() -> None:
    command = ChangeOrganisation(asker=OPERATOR, organisation_id="acme", zone="Asia/Tokyo")
    decision = decide(change_organisation(command, context()), [organisation(), name_claim()])
    assert decision.answer.organisation.zone == "Asia/Tokyo"
    assert len(decision.changes) == 1


def test_another_spelling_of_the_same_name_keeps_its_claim() -> None:
    command = ChangeOrganisation(asker=asker(), organisation_id="acme", name="ACME")
    decision = decide(change_organisation(command, context()), [organisation(), name_claim()])
    assert decision.answer.organisation.name == "ACME"
    assert len(decision.changes) == 1


def test_what_stays_the_same_is_no_change() -> None:
    command = ChangeOrganisation(asker=asker(), organisation_id="acme", name="Acme", zone="UTC")
    decision = decide(change_organisation(command, context()), [organisation(), name_claim()])
    assert decision.changes == []
    assert decision.answer == organisation()


def test_a_name_in_use_is_refused() -> None:
    command = ChangeOrganisation(asker=asker(), organisation_id="acme", name="Globex")
    with pytest.raises(NameTaken):
        decide(change_organisation(command, context()), [organisation(), name_claim("acme"), name_claim("globex")])


def test_nobody_learns_whether_another_organisation_exists() -> None:
    command = ChangeOrganisation(asker=asker("globex"), organisation_id="acme", name="Mine now")
    with pytest.raises(Unknown) as exists:
        decide(change_organisation(command, context()), [organisation()])
    with pytest.raises(Unknown) as does_not:
        decide(change_organisation(command, context()))
    assert exists.value.detail == does_not.value.detail


def test_an_organisation_that_has_left_stays_as_it_was() -> None:
    command = ChangeOrganisation(asker=OPERATOR, organisation_id="acme", name="Back")
    with pytest.raises(OrganisationHasLeft):
        decide(change_organisation(command, context()), [organisation(status=OrganisationStatus.LEFT)])
