import pytest
from pydantic import ValidationError

from mentormesh_contracts.organisations import OrganisationJoined
from services.deciding.trial import decide
from services.partners.domain.organisations.join import Join, join
from services.partners.domain.organisations.name_claim import NameClaim, NameTaken
from tests.unit.partners.given import NOW, context, name_claim


def test_an_organisation_joins() -> None:
    decision = decide(join(Join(name="Acme", zone="Europe/Berlin"), context()))
    (joined,) = decision.events
    assert isinstance(joined, OrganisationJoined)
    assert (joined.after.name, joined.after.zone, joined.after.joined_at) == ("Acme", "Europe/Berlin", NOW)
    assert decision.answer.id == joined.subject


def test_its_name_is_claimed_for_it() -> None:
    decision = decide(join(Join(name="Acme"), context()))
    assert decision.changes[1].state == NameClaim(id="acme", organisation_id=decision.answer.id)


@pytest.mark.parametrize("name", ["acme", "ACME", " Acme ", "Ａcme"])
def test_nobody_joins_under_a_name_in_use_however_it_is_written(name: str) -> None:
    with pytest.raises(NameTaken) as refused:
        decide(join(Join(name=name), context()), [name_claim("acme")])
    assert refused.value.field == "name"


def test_sharp_s_and_double_s_are_one_name() -> None:
    with pytest.raises(NameTaken):
        decide(join(Join(name="STRASSE"), context()), [name_claim("straße")])


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 201])
def test_a_name_is_one_line_of_at_most_200_characters(name: str) -> None:
    with pytest.raises(ValidationError):
        Join(name=name)
