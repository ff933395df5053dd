import pytest

from services.profile.domain.people.leave import Leave, leave
from services.profile.domain.people.outcome import Outcome
from services.profile.domain.people.register import ExternalIdTaken, Register, register
from services.profile.domain.roster import PersonDeclaration
from tests.unit.profile.given import Shelf, barely, declaration, event_types


def registering(declared: PersonDeclaration) -> Register:
    return Register(organisation_id="acme", declaration=declared)


def test_a_person_is_registered() -> None:
    decision = Shelf().carry_out(register, registering(declaration()))
    assert event_types(decision) == ["PersonRegistered"]


def test_the_same_person_is_registered_once() -> None:
    shelf = Shelf()
    shelf.carry_out(register, registering(declaration()))
    decision = shelf.carry_out(register, registering(declaration()))
    assert decision.changes == []
    assert decision.answer.outcome is Outcome.UNCHANGED


def test_nobody_is_changed_by_mistake() -> None:
    shelf = Shelf()
    known = shelf.carry_out(register, registering(declaration())).answer.person
    with pytest.raises(ExternalIdTaken) as refused:
        shelf.carry_out(register, registering(declaration(name="Someone Else")))
    assert refused.value.facts == {"person_id": known.id}


def test_whoever_left_is_registered_again_as_declared_now() -> None:
    shelf = Shelf()
    known = shelf.carry_out(register, registering(declaration())).answer.person
    shelf.carry_out(leave, Leave(organisation_id="acme", person_id=known.id))
    decision = shelf.carry_out(register, registering(declaration(places_offered=4)))
    assert event_types(decision) == ["PersonReturned"]
    assert decision.answer.person.person.places_offered == 4


def test_somebody_whom_others_named_is_registered_under_the_id_that_was_kept_for_them() -> None:
    shelf = Shelf()
    naming = shelf.carry_out(register, registering(barely("E-1", never_with_external_ids=("E-2",)))).answer.person
    decision = shelf.carry_out(register, registering(barely("E-2")))
    assert event_types(decision) == ["PersonRegistered"]
    assert naming.person.never_with == (decision.answer.person.id,)
