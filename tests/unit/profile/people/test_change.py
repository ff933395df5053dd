from typing import Any

import pytest

from mentormesh_contracts.people import PersonChanged
from mentormesh_contracts.vocabulary import Screening
from services.deciding import Decision, Unknown
from services.deciding.trial import decide
from services.profile.domain.people.change import (
    Amend,
    Change,
    DeclarationInvalid,
    ExternalIdFixed,
    amend,
    change,
)
from services.profile.domain.people.declared import declaration_of
from services.profile.domain.people.external_id import ClaimedExternalId
from services.profile.domain.people.outcome import Outcome
from services.profile.domain.people.person import PersonHasLeft
from tests.unit.profile.given import LATER, Shelf, ada, barely, context, declaration, gone


def amended(patch: dict[str, Any], organisation_id: str = "acme") -> Decision:
    shelf = Shelf()
    id = shelf.declared(declaration()).answer.person.id
    return shelf.carry_out(amend, Amend(organisation_id=organisation_id, person_id=id, patch=patch), LATER)


def test_a_whole_declaration_takes_the_place_of_the_old_one() -> None:
    shelf = Shelf()
    id = shelf.declared(declaration()).answer.person.id
    decision = shelf.carry_out(change, Change(organisation_id="acme", person_id=id, declaration=barely()), LATER)
    assert declaration_of(decision.answer.person) == barely()
    (changed,) = decision.events
    assert isinstance(changed, PersonChanged)
    assert {"goals_sought", "reporting_line", "zone"} <= set(changed.changed)


def test_the_same_declaration_changes_nothing() -> None:
    shelf = Shelf()
    id = shelf.declared(declaration()).answer.person.id
    decision = shelf.carry_out(change, Change(organisation_id="acme", person_id=id, declaration=declaration()))
    assert (decision.changes, decision.answer.outcome) == ([], Outcome.UNCHANGED)


def test_some_fields_change_and_the_others_stay() -> None:
    decision = amended({"screening": "cleared", "zone": "Asia/Tokyo"})
    assert declaration_of(decision.answer.person) == declaration(screening=Screening.CLEARED, zone="Asia/Tokyo")


def test_null_takes_back_what_was_declared() -> None:
    decision = amended({"email": None, "languages": None})
    assert declaration_of(decision.answer.person) == declaration(email=None, languages=())


def test_maps_are_merged_entry_by_entry() -> None:
    decision = amended({"strengths": {"python": None, "sql": 3}})
    assert decision.answer.person.person.strengths == {"sql": 3}


def test_lists_are_replaced() -> None:
    assert amended({"languages": ["fr"]}).answer.person.person.languages == ("fr",)


def test_people_named_for_the_first_time_get_their_ids() -> None:
    decision = amended({"never_with_external_ids": ["E-100"]})
    assert [type(each.state) for each in decision.changes[1:]] == [ClaimedExternalId]


def test_fields_that_do_not_fit_are_named() -> None:
    with pytest.raises(DeclarationInvalid) as refused:
        amended({"zone": "Mars/Olympus", "name": None, "favourite": 1})
    pointers = [error["pointer"] for error in refused.value.facts["errors"]]  # type: ignore[attr-defined]
    assert sorted(pointers) == ["/favourite", "/name", "/zone"]


def test_an_external_id_never_changes() -> None:
    with pytest.raises(ExternalIdFixed):
        amended({"external_id": "E-2"})


def test_another_organisations_person_is_unknown() -> None:
    with pytest.raises(Unknown):
        amended({"zone": "Asia/Tokyo"}, organisation_id="globex")


def test_nobody_is_changed_while_they_are_gone() -> None:
    left = gone(ada())
    with pytest.raises(PersonHasLeft):
        decide(amend(Amend(organisation_id="acme", person_id=left.id, patch={"zone": "UTC"}), context()), [left])
