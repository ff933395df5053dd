"""Databases and services are judged by what they tell; each finding says what to do."""

from datetime import timedelta
from typing import Any

import pytest

from services.chassis.doctor.finding import Severity
from services.chassis.doctor.on_database import DatabaseFacts, on_database
from services.chassis.doctor.on_service import MANY_BEHIND, ServiceFacts, on_service

NOTHING = timedelta(0)
LONG = timedelta(minutes=5)


def of_database(version: str = "7.0.1", members: int | None = 3, ahead: timedelta = NOTHING) -> dict[str, Severity]:
    return {each.what: each.severity for each in on_database(DatabaseFacts(version, members, ahead))}


def of_service(**facts: Any) -> dict[str, Severity]:
    findings = on_service(ServiceFacts("matching", **facts))
    assert all(bool(each.advice) is (each.severity is not Severity.FINE) for each in findings)
    return {each.what: each.severity for each in findings}


@pytest.mark.parametrize("members", [3, 5, None])
def test_a_sound_database_is_fine(members: int | None) -> None:
    assert of_database(members=members) == {"server": Severity.FINE}


def test_an_old_one_cannot_be_used() -> None:
    assert of_database("5.0.31") == {"version": Severity.BROKEN}


@pytest.mark.parametrize("members", [1, 2])
def test_a_majority_needs_three(members: int) -> None:
    assert of_database(members=members) == {"members": Severity.WARNING}


@pytest.mark.parametrize(
    ("seconds", "severity"),
    [(3, Severity.WARNING), (-3, Severity.WARNING), (31, Severity.BROKEN), (-31, Severity.BROKEN)],
)
def test_clocks_that_do_not_agree_are_named_with_the_way_they_are_off(seconds: int, severity: Severity) -> None:
    assert of_database(ahead=timedelta(seconds=seconds)) == {"clocks": severity}
    (finding,) = on_database(DatabaseFacts("7.0.1", 3, timedelta(seconds=seconds)))
    assert f"{abs(seconds)}.0 s {'ahead of' if seconds > 0 else 'behind'}" in finding.found


def test_a_service_with_nothing_that_waits_is_fine() -> None:
    assert of_service(parked=3, oldest_parked=timedelta(seconds=5), unpublished=2) == {"state": Severity.FINE}


@pytest.mark.parametrize(
    ("facts", "what", "severity"),
    [
        ({"missing_indexes": ("sessions.by.person_1",)}, "indexes", Severity.BROKEN),
        ({"is_owned": False}, "lease", Severity.WARNING),
        ({"is_owned": False, "unpublished": 1}, "lease", Severity.BROKEN),
        ({"is_owned": False, "overdue_reminders": 1}, "lease", Severity.BROKEN),
        ({"unpublished": 7, "oldest_unpublished": LONG}, "outbox", Severity.BROKEN),
        ({"overdue_reminders": 1}, "reminders", Severity.WARNING),
        ({"stopped_because": "60% were bad"}, "intake", Severity.BROKEN),
        ({"dead_letters": 1}, "dead letters", Severity.WARNING),
        ({"parked": 1, "oldest_parked": LONG}, "parked records", Severity.WARNING),
        ({"behind": {"mentormesh.people.v1": MANY_BEHIND}}, "lag", Severity.WARNING),
    ],
)
def test_each_thing_that_is_wrong_is_named(facts: dict[str, Any], what: str, severity: Severity) -> None:
    assert of_service(**facts) == {what: severity}


def test_ages_are_said_as_people_say_them() -> None:
    (finding,) = on_service(ServiceFacts("matching", unpublished=1200, oldest_unpublished=timedelta(hours=30)))
    assert finding.found == "1,200 events wait, the oldest for 30 hours"
