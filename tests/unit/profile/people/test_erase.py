import pytest

from mentormesh_contracts.people import PersonChanged, PersonErased
from mentormesh_contracts.vocabulary import PersonStatus
from services.deciding import Unknown
from services.deciding.trial import decide
from services.profile.domain.people.erase import Bury, Erase, NameNoMore, bury, erase, name_no_more
from services.profile.domain.people.leave import Leave, leave
from services.profile.domain.people.person import RegisteredPerson
from tests.unit.profile.given import LATER, ada, context

ADA = ada()
WISH = Erase(organisation_id="acme", person_id=ADA.id)


def erased() -> RegisteredPerson:
    state = decide(erase(WISH, context(LATER)), [ADA]).changes[0].state
    assert isinstance(state, RegisteredPerson)
    return state


def test_from_then_on_nobody_finds_them_and_the_event_says_nothing_of_them() -> None:
    decision = decide(erase(WISH, context(LATER)), [ADA])
    (told,) = decision.events
    assert isinstance(told, PersonErased)
    said = told.after.model_dump(exclude_defaults=True)
    assert set(said) == {"id", "organisation_id", "status", "registered_at", "changed_at"}
    assert (told.after.status, told.after.registered_at) == (PersonStatus.LEFT, LATER)
    assert list(erased().organisations()) == []
    with pytest.raises(Unknown):
        decide(leave(Leave(organisation_id="acme", person_id=ADA.id), context()), [erased()])


def test_asked_again_it_changes_nothing_and_another_organisation_knows_nobody() -> None:
    assert decide(erase(WISH, context()), [erased()]).changes == []
    with pytest.raises(Unknown):
        decide(erase(WISH.model_copy(update={"organisation_id": "globex"}), context()), [ADA])


def test_whoever_names_them_names_them_no_more() -> None:
    before = ADA
    naming = before.model_copy(
        update={
            "person": before.person.model_copy(update={"never_with": ("gone", "other")}),
            "confidences": before.confidences.model_copy(update={"never_with_external_ids": ("E-9", "E-8")}),
        }
    )
    command = NameNoMore(person_id=naming.id, erased_id="gone", erased_external_id="E-9")
    decision = decide(name_no_more(command, context(LATER)), [naming])
    (told,) = decision.events
    assert isinstance(told, PersonChanged)
    assert (told.changed, told.after.never_with) == (("never_with",), ("other",))
    after = decision.changes[0].state
    assert isinstance(after, RegisteredPerson)
    assert after.confidences.never_with_external_ids == ("E-8",)
    assert decide(name_no_more(command, context()), [after]).changes == []


def test_nobody_is_buried_who_is_not_being_erased() -> None:
    assert decide(bury(Bury(person_id=ADA.id), context()), [ADA]).changes == []
    (change,) = decide(bury(Bury(person_id=ADA.id), context()), [erased()]).changes
    assert (change.removed, change.buried_as) == (True, PersonErased)
