from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from services.matching.engine.grouping import Cohort, Group, Sizes, form_groups
from services.matching.engine.people import People
from services.matching.engine.quotas import NO_LIMIT, Quotas
from tests.unit.matching.engine.tables import no_quotas

SIZES = Sizes(minimum=2, maximum=3, blocks=1)


def people(count: int, **said: Any) -> People:
    """People of one organisation who seek and offer the first of two goals, speak one language, and have time."""
    none = csr_array((count, 1))
    usual: dict[str, Any] = {
        "organisation": np.zeros(count, np.int64),
        "passes_screening": np.ones(count, np.bool_),
        "goals_sought": np.tile([1.0, 0.0], (count, 1)),
        "goals_offered": np.tile([1.0, 0.0], (count, 1)),
        "skills_wanted": none,
        "skills": none,
        "disciplines": none,
        "years": none,
        "most_years": np.zeros(count),
        "main_discipline": np.zeros(count, np.int64),
        "area": np.zeros(count, np.int64),
        "years_in_area": np.zeros(count),
        "languages": np.ones((count, 1)),
        "hours": np.full((count, 1), 0b1111, np.uint64),
        "said_hours": np.ones(count, np.bool_),
        "qualities_wished": np.zeros((count, 1)),
        "qualities_rated": np.zeros((count, 1)),
    }
    return People(**{**usual, **said})


def cohort(mentees: People, mentors: People, places: list[int], **facts: Any) -> Cohort:
    """Everyone is eligible for everyone, unless said otherwise."""
    organisations = 1 + int(max(mentees.organisation.max(initial=0), mentors.organisation.max(initial=0)))
    usual: dict[str, Any] = {
        "scores": csr_array(np.ones((len(mentees), len(mentors)), np.int64)),
        "apart": csr_array((len(mentees), len(mentees))),
        "acquainted": np.ones((organisations, organisations), np.bool_),
    }
    return Cohort(mentees, mentors, places=np.array(places, np.int64), **{**usual, **facts})


def formed(of: Cohort, quotas: Quotas | None = None, sizes: Sizes = SIZES) -> list[Group]:
    return form_groups(of, quotas or no_quotas(len(of.mentees), len(of.mentors)), sizes)


def sizes_of(groups: list[Group]) -> list[int]:
    return sorted(len(group.mentees) for group in groups)


def test_too_few_form_no_group() -> None:
    assert formed(cohort(people(1), people(1), [2])) == []


def test_the_best_suited_form_it() -> None:
    scores = csr_array(np.array([[1], [9], [5], [7]]))
    (group,) = formed(cohort(people(4), people(1), [1], scores=scores))
    assert group == Group(mentor=0, topic=0, mentees=(1, 3, 2))


def test_a_group_leaves_enough_for_another_one() -> None:
    assert sizes_of(formed(cohort(people(4), people(1), [2]))) == [2, 2]


def test_those_left_over_join_a_group_with_room() -> None:
    mentees = people(4, goals_sought=np.array([[1.0, 0.0], [1.0, 0.0], [0.5, 0.5], [0.0, 1.0]]))
    groups = formed(cohort(mentees, people(1, goals_offered=np.ones((1, 2))), [2]))
    assert sizes_of(groups) in ([3], [2, 2])


def test_all_have_an_hour_and_a_language_in_common() -> None:
    hours = np.array([[0b0011], [0b0011], [0b1100], [0b1100]], np.uint64)
    groups = formed(cohort(people(4, hours=hours), people(2), [1, 1]))
    assert {frozenset(group.mentees) for group in groups} == {frozenset({0, 1}), frozenset({2, 3})}
    languages = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    speaking = cohort(people(4, languages=languages), people(2, languages=np.ones((2, 2))), [1, 1])
    assert {frozenset(group.mentees) for group in formed(speaking)} == {frozenset({0, 2}), frozenset({1, 3})}


def test_those_who_are_never_to_meet_are_apart() -> None:
    apart = csr_array(np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]]))
    (group,) = formed(cohort(people(3), people(1), [1], apart=apart))
    assert sorted(group.mentees) == [0, 2]


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_every_group_is_valid_whatever_the_cohort(data: st.DataObject) -> None:
    count, mentors = data.draw(st.integers(0, 9)), data.draw(st.integers(1, 3))

    def drawn(values: st.SearchStrategy[int], *shape: int) -> Any:
        size = int(np.prod(shape))
        return np.array(data.draw(st.lists(values, min_size=size, max_size=size)), np.int64).reshape(shape)

    flags, organisations = st.integers(0, 1), st.integers(0, 1)
    mentees = people(
        count,
        organisation=drawn(organisations, count),
        goals_sought=drawn(flags, count, 2).astype(float),
        languages=drawn(flags, count, 2).astype(float),
        hours=drawn(st.integers(0, 15), count, 1).astype(np.uint64),
    )
    teachers = people(mentors, organisation=drawn(organisations, mentors), languages=np.ones((mentors, 2)))
    left = np.array([[NO_LIMIT, data.draw(st.integers(-1, 3))], [data.draw(st.integers(-1, 3)), NO_LIMIT]])
    places = drawn(st.integers(0, 2), mentors)
    of = cohort(mentees, teachers, places.tolist(), scores=csr_array(drawn(st.integers(0, 5), count, mentors)))
    quotas = Quotas(left, mentees.organisation, teachers.organisation)
    groups = formed(of, quotas)
    matched = [mentee for group in groups for mentee in group.mentees]
    assert len(set(matched)) == len(matched)
    assert (np.bincount([group.mentor for group in groups], minlength=mentors) <= places).all()
    who = np.array(matched, np.int64)
    whom = np.array([group.mentor for group in groups for _ in group.mentees], np.int64)
    assert not len(quotas.exceeded(quotas.group_of(who, whom)))
    for group in groups:
        inside = list(group.mentees)
        assert SIZES.minimum <= len(inside) <= SIZES.maximum
        assert all(of.scores[mentee, group.mentor] > 0 for mentee in inside)
        assert (mentees.goals_sought[inside, group.topic] > 0).all()
        assert mentees.languages[inside].all(axis=0).any()
        assert np.bitwise_and.reduce(mentees.hours[inside]).any()
