"""Enrolments, while the same people change and ask on both replicas: what was answered is never lost."""

import time
from functools import partial

import httpx

from tests.journeys.support.acts import open_programme
from tests.journeys.support.at_once import at_once
from tests.journeys.support.network import Network
from tests.journeys.support.party import Party
from tests.journeys.support.people import mentee, register_many

PEOPLE, PARCEL, PATIENCE = 60, 10, 60.0


def test_who_was_enrolled_stays_enrolled_whatever_else_changes_about_them(network: Network) -> None:
    party = network.joined("Hazel")
    programmes = [open_programme(party) for _ in range(3)]
    people = register_many(party, [mentee(party) for _ in range(PEOPLE)])
    parcels = [people[start : start + PARCEL] for start in range(0, PEOPLE, PARCEL)]
    enrolling = [partial(_enrol_many, party, programme, some) for programme in programmes for some in parcels]
    changing = [partial(_change, party, person, hours) for hours in (1, 2) for person in people[:: PEOPLE // 10]]
    answers = at_once([*changing, *enrolling])
    assert all(answer.is_success for answer in answers), [each.text for each in answers if not each.is_success]
    for programme in programmes:
        found = {each["person_id"] for each in party.all(f"/v1/programmes/{programme}/enrolments")}
        assert found == set(people)


def _enrol_many(party: Party, programme: str, people: list[str]) -> httpx.Response:
    """Until everybody is: a position tells of the last few of a roster, so that some may not have been heard of yet."""
    deadline = time.monotonic() + PATIENCE
    while True:
        body = {"people": [{"person_id": each, "role": "mentee"} for each in people]}
        answer = party.ask("POST", f"/v1/programmes/{programme}/enrolments/bulk", body)
        refused = [each for each in answer.json()["people"] if each["problem"]]
        assert all(each["problem"] == "unknown" for each in refused), answer.text
        if not refused:
            return answer
        assert time.monotonic() < deadline, answer.text
        people = [each["person_id"] for each in refused]


def _change(party: Party, person: str, years: int) -> httpx.Response:
    return party.ask("PATCH", f"/v1/people/{person}", {"disciplines": {"engineering": years}})
