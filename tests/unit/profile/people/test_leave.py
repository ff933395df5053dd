import pytest

from mentormesh_contracts.people import PersonLeft
from mentormesh_contracts.vocabulary import PersonStatus
from services.deciding import Unknown
from services.deciding.trial import decide
from services.profile.domain.people.leave import Leave, leave
from services.profile.domain.people.outcome import Outcome
from tests.unit.profile.given import LATER, ada, context, gone


def test_a_person_leaves_and_stays_known_under_their_id() -> None:
    before = ada()
    decision = decide(leave(Leave(organisation_id="acme", person_id=before.id), context(LATER)), [before])
    (left,) = decision.events
    assert isinstance(left, PersonLeft)
    assert (left.after.status, left.after.changed_at) == (PersonStatus.LEFT, LATER)
    assert decision.answer.outcome is Outcome.LEFT


def test_leaving_twice_changes_nothing() -> None:
    left = gone(ada())
    decision = decide(leave(Leave(organisation_id="acme", person_id=left.id), context()), [left])
    assert (decision.changes, decision.answer.outcome) == ([], Outcome.UNCHANGED)


def test_another_organisations_person_cannot_be_made_to_leave() -> None:
    before = ada()
    with pytest.raises(Unknown):
        decide(leave(Leave(organisation_id="globex", person_id=before.id), context()), [before])
