from typing import Any

import pytest

from mentormesh_contracts.vocabulary import Role, Screening
from services.profile.domain.people.person import RegisteredPerson
from services.profile.domain.people.readiness import Check, Gap, readiness_of
from tests.unit.profile.given import ada, gone


def gaps(checks: tuple[Check, ...]) -> set[Gap]:
    return {check.gap for check in checks}


def role_gaps(state: RegisteredPerson, role: Role) -> set[Gap]:
    return gaps(readiness_of(state.person, in_confidence=False).by_role[role])


def test_whoever_has_said_everything_is_ready_for_both_roles() -> None:
    found = readiness_of(ada().person, in_confidence=True)
    assert found.gaps == ()
    assert found.by_role == {Role.MENTEE: (), Role.MENTOR: ()}


@pytest.mark.parametrize(
    ("without", "role", "gap"),
    [
        ({"goals_sought": ()}, Role.MENTEE, Gap.GOALS_NOT_CHOSEN),
        ({"wished_qualities": {}}, Role.MENTEE, Gap.QUALITIES_NOT_WEIGHED),
        ({"wished_qualities": {"communication": 0.0}}, Role.MENTEE, Gap.QUALITIES_NOT_WEIGHED),
        ({"disciplines": {}}, Role.MENTEE, Gap.AREA_NOT_SAID),
        ({"languages": ()}, Role.MENTEE, Gap.LANGUAGES_NOT_SAID),
        ({"weekly_hours": ()}, Role.MENTEE, Gap.HOURS_NOT_SAID),
        ({"goals_offered": ()}, Role.MENTOR, Gap.GOALS_NOT_OFFERED),
        ({"disciplines": {}}, Role.MENTOR, Gap.EXPERIENCE_NOT_SAID),
        ({"places_offered": 0}, Role.MENTOR, Gap.NO_PLACES),
        ({"languages": ()}, Role.MENTOR, Gap.LANGUAGES_NOT_SAID),
        ({"weekly_hours": ()}, Role.MENTOR, Gap.HOURS_NOT_SAID),
    ],
)
def test_what_was_not_said_is_a_gap(without: dict[str, Any], role: Role, gap: Gap) -> None:
    assert role_gaps(ada(**without), role) == {gap}


def test_an_area_sought_says_enough_of_a_mentee_without_disciplines() -> None:
    assert role_gaps(ada(disciplines={}, area_sought="law"), Role.MENTEE) == set()


def test_only_the_persons_own_roles_are_looked_at() -> None:
    found = readiness_of(ada(roles=(Role.MENTOR,), goals_sought=()).person, in_confidence=False)
    assert found.by_role == {Role.MENTOR: ()}


def test_whoever_has_no_role_is_asked_for_one() -> None:
    assert gaps(readiness_of(ada(roles=()).person, in_confidence=False).gaps) == {Gap.NO_ROLE}


def test_whoever_has_left_is_not_enrolled() -> None:
    assert gaps(readiness_of(gone(ada()).person, in_confidence=False).gaps) == {Gap.HAS_LEFT}


@pytest.mark.parametrize(("in_confidence", "told"), [(True, {Gap.SCREENING_REFUSED}), (False, set())])
def test_only_coordinators_learn_that_a_screening_was_not_passed(in_confidence: bool, told: set[Gap]) -> None:
    refused = ada(screening=Screening.REFUSED).person
    assert gaps(readiness_of(refused, in_confidence=in_confidence).gaps) == told


def test_every_gap_says_what_it_asks() -> None:
    assert all(gap.definition for gap in Gap)
