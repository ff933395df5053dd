"""A mentorship from the first wish to its end, through the API alone, on two replicas that take turns."""

from datetime import UTC, datetime, timedelta

from tests.journeys.support.acts import (
    accept,
    answer,
    approve,
    enrol,
    hold,
    open_programme,
    plan,
    rate,
    request,
    set_goal,
)
from tests.journeys.support.network import Network
from tests.journeys.support.party import Party, problem
from tests.journeys.support.people import mentee, mentor, register
from tests.journeys.support.waiting import eventually


def test_an_informal_one(network: Network) -> None:
    """Every request knows what the one before it wrote, whichever service and replica it goes to."""
    elm = network.joined("Elm")
    (ada, ben) = register(elm, mentor(elm), mentee(elm))
    programme = open_programme(elm)
    enrol(elm, programme, "mentor", ada)
    enrol(elm, programme, "mentee", ben)

    best = elm.get(f"/v1/programmes/{programme}/recommendations", mentee_id=ben)["items"]
    assert [each["person_id"] for each in best] == [ada]
    assert best[0]["explanation"]["score"] > 0
    proposed = request(elm, programme, ben, ada)
    id = proposed["id"]
    assert (proposed["status"], proposed["origin"]) == ("proposed", "request")
    assert elm.get(f"/v1/programmes/{programme}/recommendations", mentee_id=ben)["items"] == []
    assert accept(elm, id, ada)["status"] == "active"

    goal = set_goal(elm, id)
    ahead = plan(elm, id, tomorrow())
    assert [each["session_id"] for each in elm.get(f"/v1/people/{ada}/calendar")["busy"]] == [ahead["id"]]
    held = hold(elm, id, [ada, ben])
    assert elm.post(f"/v1/goals/{goal}/worked-on", {"session_id": held})["times_worked_on"] == 1
    rate(elm, held, ben, comment="It helped.")
    answer(elm, held, ada, benefits=["passing_on"])
    assert {each["answered"] for each in elm.get(f"/v1/sessions/{held}/feedback")["people"]} == {True}
    assert elm.get(f"/v1/people/{ada}/scores")["raters"] == 1
    assert elm.post(f"/v1/goals/{goal}/reached")["status"] == "reached"

    completed = elm.post(f"/v1/mentorships/{id}/complete")
    assert completed["status"] == "completed"
    report = elm.get(f"/v1/mentorships/{id}/report")
    assert (report["status"], report["progress"]["sessions_held"]) == ("completed", 1)
    assert report["progress"]["goals"]["reached"] == 1
    assert used_places(elm, ada) == 0
    assert [each["session_id"] for each in elm.get(f"/v1/people/{ada}/calendar")["busy"]] == [held]
    assert elm.get(f"/v1/sessions/{ahead['id']}")["status"] == "cancelled"


def test_a_formal_one_that_coordinators_of_both_sides_approve(network: Network) -> None:
    elm, fir = network.joined("Elm"), network.joined("Fir")
    network.agree(elm, fir, dual_approval=True)
    (ada,) = register(elm, mentor(elm))
    (ben,) = register(fir, mentee(fir))
    programme = open_programme(elm, "formal", open_to_partners=True)
    enrol(elm, programme, "mentor", ada)
    enrol(fir, programme, "mentee", ben)

    cycle = elm.post(f"/v1/programmes/{programme}/cycles")
    path = f"/v1/programmes/{programme}/cycles/{cycle['id']}"
    eventually(lambda: elm.get(path)["status"] == "completed")
    assert elm.get(path)["totals"]["matched"] == 1
    (proposed,) = fir.all("/v1/mentorships", cycle_id=cycle["id"])
    id = proposed["id"]
    assert proposed["explanation"]["rank"] == 1
    assert {each["organisation_id"]: each["approved_at"] for each in proposed["approvals"]} == {
        elm.id: None,
        fir.id: None,
    }

    accept(elm, id, ada)
    assert accept(fir, id, ben)["status"] == "proposed"
    approve(id, elm)
    assert problem(fir.ask("GET", f"/v1/mentorships/{id}/health")) == (404, "unknown")
    approve(id, fir)
    assert elm.get(f"/v1/mentorships/{id}")["status"] == "active"
    assert fir.get(f"/v1/mentorships/{id}/health")["sessions_held"] == 0

    suggested = plan(elm, id, tomorrow(), book=False)
    assert problem(elm.ask("POST", f"/v1/sessions/{suggested['id']}/book")) == (409, "own-proposal")
    assert fir.post(f"/v1/sessions/{suggested['id']}/book")["status"] == "booked"
    held = hold(fir, id, [ada, ben])
    rate(fir, held, ben)
    assert elm.get(f"/v1/people/{ada}/scores")["raters"] == 1
    ended = fir.post(f"/v1/mentorships/{id}/end", {"reason": "goals_reached"})
    assert (ended["status"], ended["end_reason"]) == ("ended", "goals_reached")
    assert used_places(elm, ada) == 0
    assert {each["used"] for each in fir.all("/v1/places/agreements")} == {0}


def tomorrow() -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)


def used_places(party: Party, mentor_id: str) -> int:
    used: dict[str, int] = {each["person_id"]: each["used"] for each in party.all("/v1/places/mentors")}
    return used[mentor_id]
