"""The wish that a person be erased, as a service keeps it."""

from mentormesh_contracts.people import PersonErased
from services.chassis.erasing.erasure import CarriedOut, Erasure, carried_out, remembering
from services.deciding import Context
from services.deciding.trial import decide
from tests.unit.chassis.writer.given import NOW, person

CONTEXT = Context(NOW, lambda: "new")


def test_it_is_remembered_once_and_told_of_once() -> None:
    event = PersonErased(after=person("ada"))
    (change,) = decide(remembering("tested")(event, CONTEXT), []).changes
    known = change.state
    assert isinstance(known, Erasure)
    assert decide(remembering("tested")(event, CONTEXT), [known]).changes == []
    done = CarriedOut(service="tested", person_id="ada", erased={"persons": 1, "nothing": 0})
    decision = decide(carried_out(done, CONTEXT), [known])
    (told,) = decision.events
    assert (told.after.id, told.after.erased) == ("ada:tested", {"persons": 1})
    assert decide(carried_out(done, CONTEXT), [decision.changes[0].state]).events == []
