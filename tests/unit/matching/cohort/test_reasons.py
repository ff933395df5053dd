"""What is said to those left out is what asking the engine again would show."""

from collections.abc import Iterable, Sequence
from datetime import time

import pytest

from mentormesh_contracts.people import WeeklyHours
from mentormesh_contracts.programmes import Policy, Structure
from mentormesh_contracts.vocabulary import Constraint, ProgrammeKind, Role, Screening, Weekday
from services.matching.cohort.plan import Plan, plan
from services.matching.domain.cycles.left_out import Reason, SmallestChange, Unit
from services.matching.domain.participants.participant import Participant
from tests.unit.matching.cohort.crowd import crowd, ground, places
from tests.unit.matching.cohort.planned import planned
from tests.unit.matching.given import agreement, joined, mentee, mentor, peer

ROLES = (Role.MENTOR, Role.MENTEE, Role.MENTEE, Role.MENTEE)


def change(found: Plan) -> SmallestChange | None:
    (only,) = found.left_out
    return only.change


def monday(start: int, end: int) -> tuple[WeeklyHours, ...]:
    return (WeeklyHours(day=Weekday.MONDAY, start=time(start), end=time(end)),)


def test_hours_that_are_missing_are_counted() -> None:
    found = planned(
        mentor(weekly_hours=monday(9, 12)),
        mentee(weekly_hours=monday(11, 14)),
        policy=Policy(minimum_overlap_hours=2.5),
    )
    assert change(found) == SmallestChange(constraint=Constraint.TIME, candidates=1, amount=1.5, unit=Unit.HOURS)


def test_hours_that_peers_lack_are_counted_for_both() -> None:
    early, late = (
        peer("a", weekly_hours=monday(9, 12)),
        peer("b", weekly_hours=monday(11, 14), disciplines={"law": 3.0}),
    )
    found = planned(early, late, kind=ProgrammeKind.PEER, policy=Policy(minimum_overlap_hours=2))
    wanted = SmallestChange(constraint=Constraint.TIME, candidates=1, amount=1, unit=Unit.HOURS)
    assert [each.change for each in found.left_out] == [wanted] * 2


def test_years_that_are_missing_are_counted() -> None:
    found = planned(mentor(), mentee(), policy=Policy(minimum_experience_gap=20))
    told = change(found)
    assert told is not None
    assert (told.constraint, told.unit) == (Constraint.EXPERIENCE, Unit.YEARS)
    assert told.amount is not None
    yields = 20 - told.amount
    assert planned(mentor(), mentee(), policy=Policy(minimum_experience_gap=yields)).proposals
    assert not planned(mentor(), mentee(), policy=Policy(minimum_experience_gap=yields + 0.01)).proposals


def test_one_thing_alone_has_to_stand_in_the_way() -> None:
    both = mentor(languages=("fr",), weekly_hours=monday(9, 10))
    found = planned(both, mentee(weekly_hours=monday(11, 14)))
    assert change(found) is None


def test_what_protects_people_is_never_said_to_be_in_the_way() -> None:
    found = planned(mentor(), mentee(never_with=("mentor",)))
    assert found.left_out[0].binding is Constraint.NEVER_WITH
    assert change(found) is None


def test_a_place_more_is_a_change_where_every_place_is_taken() -> None:
    found = planned(mentor(places_offered=1), mentee("a"), mentee("b"))
    assert change(found) == SmallestChange(constraint=Constraint.PLACES, candidates=1, amount=1, unit=Unit.PLACES)


def test_a_place_of_the_agreement_is_a_change_where_the_mentor_has_one() -> None:
    states = joined(agreement(gives=agreement().gives.model_copy(update={"places": 0})))
    found = planned(mentor(), mentee("mentee", "bolt"), states=states)
    assert change(found) == SmallestChange(constraint=Constraint.QUOTA, candidates=1, amount=1, unit=Unit.PLACES)


def test_a_place_that_no_agreement_gives_is_not_free() -> None:
    states = joined(agreement(gives=agreement().gives.model_copy(update={"places": 0})))
    found = planned(mentor(languages=("fr",)), mentee("mentee", "bolt"), states=states)
    assert change(found) is None


def test_a_group_that_may_be_smaller_is_a_change() -> None:
    few = [mentee(f"m{number}") for number in range(3)]
    of_five = Structure(group_minimum=5, group_maximum=6)
    found = planned(mentor(), *few, kind=ProgrammeKind.GROUP, structure=of_five)
    wanted = SmallestChange(constraint=Constraint.GROUP_SIZE, candidates=1, amount=2, unit=Unit.PEOPLE)
    assert [each.change for each in found.left_out] == [wanted] * 3
    of_three = Structure(group_minimum=3, group_maximum=6)
    assert planned(mentor(), *few, kind=ProgrammeKind.GROUP, structure=of_three).left_out == []


def test_an_odd_peer_lacks_one_more() -> None:
    fields = zip("abc", ("law", "art", "trade"), strict=True)
    found = planned(*(peer(id, disciplines={field: 3.0}) for id, field in fields), kind=ProgrammeKind.PEER)
    told = change(found)
    assert told == SmallestChange(constraint=Constraint.NOT_CHOSEN, candidates=2, amount=1, unit=Unit.PEOPLE)


def test_ones_own_screening_is_a_change_but_never_anothers() -> None:
    strict = Policy(screening_required=True)
    cleared, not_yet = {"screening": Screening.CLEARED}, {"screening": Screening.NONE}
    own = change(planned(mentor(**cleared), mentee(**not_yet), policy=strict))
    assert own == SmallestChange(constraint=Constraint.SCREENING, candidates=1)
    assert change(planned(mentor(**not_yet), mentee(**cleared), policy=strict)) is None


def with_change(found: Plan, constraint: Constraint) -> Iterable[tuple[Reason, SmallestChange]]:
    return ((each, each.change) for each in found.left_out if each.change and each.change.constraint is constraint)


def one_place_more(people: Sequence[Participant], id: str) -> list[Participant]:
    def more(each: Participant) -> Participant:
        person = each.person.model_copy(update={"places_offered": each.person.places_offered + 1})
        return each.model_copy(update={"person": person})

    return [more(each) if each.id == id else each for each in people]


@pytest.mark.parametrize("seed", range(3))
def test_a_place_more_gives_a_match_more(seed: int) -> None:
    people, on = crowd(seed, 120, ROLES), ground(ProgrammeKind.FORMAL)
    found = plan(people, on, {})
    mentors = [each for each in people if each.takes_role(Role.MENTOR) and each.enrolment("p", Role.MENTOR)]
    assert list(with_change(found, Constraint.PLACES))
    for left, told in with_change(found, Constraint.PLACES):
        assert told.candidates <= sum(
            left.ruled_out.get(each, 0) for each in (Constraint.PLACES, Constraint.NOT_CHOSEN)
        )
    gains = [len(plan(one_place_more(people, each.id), on, {}).proposals) - len(found.proposals) for each in mentors]
    assert max(gains) == 1


def test_hours_that_are_missing_give_a_match_more_when_they_are_not_asked_for() -> None:
    policy, short = Policy(minimum_overlap_hours=3, minimum_experience_gap=0), 0
    for seed in range(3):
        people = crowd(seed, 100, ROLES)
        found = plan(people, ground(ProgrammeKind.FORMAL, policy), places())
        for _, told in with_change(found, Constraint.TIME):
            less = policy.model_copy(update={"minimum_overlap_hours": 3 - (told.amount or 0)})
            assert len(plan(people, ground(ProgrammeKind.FORMAL, less), places()).proposals) > len(found.proposals)
            short += 1
    assert short
