from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentormesh_contracts.people import PersonChanged, PersonRegistered
from mentormesh_contracts.vocabulary import Goal, PersonStatus
from services.profile.domain.people.declared import declaration_of
from services.profile.domain.people.external_id import ClaimedExternalId, claim_id
from services.profile.domain.people.leave import Leave, leave
from services.profile.domain.people.outcome import Outcome
from services.profile.domain.people.person import RegisteredPerson
from services.profile.domain.roster import PersonDeclaration
from tests.unit.profile.given import LATER, NOW, Shelf, barely, declaration, event_types
from tests.unit.profile.roster.declarations import declarations


def test_somebody_new_is_registered() -> None:
    decision = Shelf().declared(declaration())
    (registered,) = decision.events
    assert isinstance(registered, PersonRegistered)
    assert decision.answer.outcome is Outcome.REGISTERED
    assert registered.after.organisation_id == "acme"
    assert registered.after.goals_sought == (Goal.NETWORK_BUILDING,)
    assert (registered.after.registered_at, registered.after.changed_at) == (NOW, NOW)


def test_no_event_tells_who_they_are() -> None:
    (registered,) = Shelf().declared(declaration()).events
    told = registered.model_dump_json()
    assert not [word for word in ("Ada", "ada@", "+49", "E-1", "E-7", "E-8", "E-9") if word in told]


def test_said_twice_it_changes_nothing() -> None:
    shelf = Shelf()
    shelf.declared(declaration())
    decision = shelf.declared(declaration(), now=LATER)
    assert decision.changes == []
    assert decision.answer.outcome is Outcome.UNCHANGED


def test_what_changed_is_named() -> None:
    shelf = Shelf()
    shelf.declared(declaration())
    decision = shelf.declared(declaration(places_offered=5, languages=("en",)), now=LATER)
    (changed,) = decision.events
    assert isinstance(changed, PersonChanged)
    assert set(changed.changed) == {"places_offered", "languages"}
    assert (changed.after.places_offered, changed.after.changed_at) == (5, LATER)


@pytest.mark.parametrize("private", [{"name": "Ada Lovelace"}, {"phone": None}, {"shares_contact": False}])
def test_what_no_event_may_tell_is_kept_without_one(private: Mapping[str, Any]) -> None:
    shelf = Shelf()
    shelf.declared(declaration())
    decision = shelf.declared(declaration(**private), now=LATER)
    assert decision.answer.outcome is Outcome.CHANGED
    assert decision.events == []
    (kept,) = shelf.all(RegisteredPerson)
    assert declaration_of(kept) == declaration(**private)
    assert kept.person.changed_at == NOW


def test_another_main_discipline_is_a_change() -> None:
    shelf = Shelf()
    shelf.declared(declaration(disciplines={"data-analysis": 6.0, "statistics": 2.0}))
    decision = shelf.declared(declaration(disciplines={"statistics": 2.0, "data-analysis": 6.0}))
    (changed,) = decision.events
    assert isinstance(changed, PersonChanged)
    assert changed.changed == ("disciplines",)
    assert changed.after.area == "statistics"


def test_whoever_left_returns_under_the_same_id() -> None:
    shelf = Shelf()
    before = shelf.declared(declaration()).answer.person
    shelf.carry_out(leave, Leave(organisation_id="acme", person_id=before.id))
    decision = shelf.declared(declaration(), now=LATER)
    assert event_types(decision) == ["PersonReturned"]
    assert decision.answer.outcome is Outcome.RETURNED
    assert decision.answer.person.id == before.id
    assert decision.answer.person.person.status is PersonStatus.ACTIVE


def test_a_manager_who_is_not_registered_yet_has_an_id_already() -> None:
    shelf = Shelf()
    report = shelf.declared(barely("E-1", reporting_line_external_ids=("E-9",))).answer.person
    manager = shelf.declared(barely("E-9")).answer.person
    assert report.person.reporting_line == (manager.id,)


def test_lines_that_name_each_other_work_in_any_order() -> None:
    one, other = barely("E-1", preferred_external_ids=("E-2",)), barely("E-2", never_with_external_ids=("E-1",))
    for first, second in ((one, other), (other, one)):
        shelf = Shelf()
        shelf.declared(first)
        shelf.declared(second)
        people = {state.confidences.external_id: state.person for state in shelf.all(RegisteredPerson)}
        assert people["E-1"].preferred == (people["E-2"].id,)
        assert people["E-2"].never_with == (people["E-1"].id,)


def test_two_organisations_may_use_the_same_external_id() -> None:
    shelf = Shelf()
    ours = shelf.declared(barely("E-1"), "acme").answer
    theirs = shelf.declared(barely("E-1"), "globex").answer
    assert (ours.outcome, theirs.outcome) == (Outcome.REGISTERED, Outcome.REGISTERED)
    assert ours.person.id != theirs.person.id


def test_a_persons_id_says_nothing_of_their_external_id() -> None:
    shelf = Shelf()
    shelf.declared(barely("alice.smith"))
    ((state,), (claim,)) = shelf.all(RegisteredPerson), shelf.all(ClaimedExternalId)
    assert claim.id == claim_id("acme", "alice.smith")
    assert state.id == claim.person_id
    assert "alice" not in state.id


@given(st.text(max_size=20), st.text(max_size=20))
def test_claims_of_different_external_ids_differ(one: str, other: str) -> None:
    same = claim_id("acme", one) == claim_id("acme", other)
    assert same == (one == other)


@given(declarations())
def test_what_was_declared_can_be_told_again(declared: PersonDeclaration) -> None:
    shelf = Shelf()
    assert declaration_of(shelf.declared(declared).answer.person) == declared
    assert shelf.declared(declared).changes == []


@settings(max_examples=25)
@given(st.lists(declarations(), min_size=1, max_size=6))
def test_a_roster_sent_twice_changes_nothing(roster: list[PersonDeclaration]) -> None:
    by_id = {declared.external_id: declared for declared in roster}
    shelf = Shelf()
    for declared in by_id.values():
        shelf.declared(declared)
    for declared in reversed(by_id.values()):
        assert shelf.declared(declared, now=LATER).answer.outcome is Outcome.UNCHANGED


@settings(max_examples=25)
@given(st.lists(declarations(), min_size=1, max_size=6))
def test_an_external_id_means_one_person_for_ever(roster: list[PersonDeclaration]) -> None:
    shelf = Shelf()
    for declared in roster:
        shelf.declared(declared)
    claimed = {claim.id: claim.person_id for claim in shelf.all(ClaimedExternalId)}
    assert len(set(claimed.values())) == len(claimed)
    for state in shelf.all(RegisteredPerson):
        assert claimed[claim_id("acme", state.confidences.external_id)] == state.id


@given(declarations())
def test_a_state_is_read_as_it_was_written(declared: PersonDeclaration) -> None:
    person = Shelf().declared(declared).answer.person
    assert RegisteredPerson.model_validate_json(person.model_dump_json()) == person
