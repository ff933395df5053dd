from datetime import time

from mentormesh_contracts.people import WeeklyHours
from mentormesh_contracts.programmes import Policy, Structure
from mentormesh_contracts.vocabulary import Constraint, ProgrammeKind, Weekday
from services.deciding import Aggregate
from services.matching.domain.rules.group import group_objection
from services.matching.domain.rules.hours import monday_of
from services.matching.domain.rules.pair import Ground
from services.matching.domain.ties.sharing import Ties
from services.matching.domain.ties.tie import Tie
from tests.unit.matching.given import EVENINGS, NOW, agreement, joined, mentee, mentor, programme

SMALL = Structure(group_minimum=2, group_maximum=3)


def ground(*states: Aggregate) -> Ground:
    of = programme(ProgrammeKind.GROUP, structure=SMALL)
    ties = {state.id: state for state in states if isinstance(state, Tie)}
    return Ground(of.public, Policy(), Ties(ties, NOW), monday_of(NOW))


def test_a_group_of_an_allowed_size_may_be() -> None:
    assert group_objection(mentor(), [mentee("a"), mentee("b")], ground()) is None


def test_a_group_may_be_neither_too_small_nor_too_large() -> None:
    four = [mentee(id) for id in "abcd"]
    assert group_objection(mentor(), four, ground()) is Constraint.GROUP_SIZE
    assert group_objection(mentor(), four[:1], ground()) is Constraint.GROUP_SIZE


def test_all_of_a_group_speak_one_language() -> None:
    polyglot = mentor(languages=("en", "fr"))
    two = [mentee("a", languages=("en",)), mentee("b", languages=("fr",))]
    assert group_objection(polyglot, two, ground()) is Constraint.LANGUAGE


def test_all_of_a_group_have_the_same_hours() -> None:
    two = [mentee("a", weekly_hours=EVENINGS[:1]), mentee("b", weekly_hours=EVENINGS[1:])]
    assert group_objection(mentor(), two, ground()) is Constraint.TIME
    silent = [mentee("a", weekly_hours=()), mentee("b", weekly_hours=EVENINGS[1:])]
    assert group_objection(mentor(), silent, ground()) is None
    all_silent = [mentee("a", weekly_hours=()), mentee("b", weekly_hours=())]
    assert group_objection(mentor(weekly_hours=()), all_silent, ground()) is None


def test_two_who_are_never_to_meet_are_in_no_group_together() -> None:
    two = [mentee("a"), mentee("b", never_with=("a",))]
    assert group_objection(mentor(), two, ground()) is Constraint.NEVER_WITH


def test_nobody_is_in_a_group_with_whom_they_report_to() -> None:
    two = [mentee("a"), mentee("b", reporting_line=("a",))]
    assert group_objection(mentor(), two, ground()) is Constraint.REPORTING_LINE


def test_mentees_of_organisations_that_nothing_joins_do_not_learn_of_each_other() -> None:
    two = [mentee("a", "bolt"), mentee("b", "core")]
    to_both = (*joined(agreement("acme", "bolt")), *joined(agreement("acme", "core")))
    assert group_objection(mentor(), two, ground(*to_both)) is Constraint.AGREEMENT
    assert group_objection(mentor(), two, ground(*to_both, *joined(agreement("bolt", "core")))) is None


def test_morning_people_form_a_group_of_their_own() -> None:
    morning = (WeeklyHours(day=Weekday.MONDAY, start=time(6), end=time(8)),)
    two = [mentee("a", weekly_hours=morning), mentee("b", weekly_hours=morning)]
    assert group_objection(mentor(weekly_hours=morning), two, ground()) is None
