from services.profile.domain.people.external_id import ClaimedExternalId
from services.profile.domain.people.person import RegisteredPerson
from services.profile.domain.people.reserve import Reserve, reserve
from tests.unit.profile.given import Shelf, barely


def test_everybody_named_has_an_id_from_then_on() -> None:
    shelf = Shelf()
    shelf.carry_out(reserve, Reserve(organisation_id="acme", external_ids=("E-1", "E-2")))
    reserved = {claim.person_id for claim in shelf.all(ClaimedExternalId)}
    registered = {shelf.declared(barely(external_id)).answer.person.id for external_id in ("E-1", "E-2")}
    assert registered == reserved


def test_nobody_is_registered_by_it() -> None:
    shelf = Shelf()
    decision = shelf.carry_out(reserve, Reserve(organisation_id="acme", external_ids=("E-1",)))
    assert decision.events == []
    assert shelf.all(RegisteredPerson) == []


def test_whoever_has_an_id_keeps_it() -> None:
    shelf = Shelf()
    shelf.declared(barely("E-1"))
    assert shelf.carry_out(reserve, Reserve(organisation_id="acme", external_ids=("E-1",))).changes == []
