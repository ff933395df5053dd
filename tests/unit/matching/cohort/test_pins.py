"""What coordinators rule is kept, and everything else is made the best of."""

import random

import pytest

from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Constraint, Objective, ProgrammeKind, Role
from services.matching.cohort.pinning import PinNotPossible
from services.matching.cohort.plan import Plan, plan
from services.matching.domain.participants.participant import Participant
from tests.unit.matching.cohort.crowd import crowd, ground, places
from tests.unit.matching.given import mentee, mentor, peer

FORMAL = ground(ProgrammeKind.FORMAL)
PEER = ground(ProgrammeKind.PEER)
MOST = (Role.MENTOR, Role.MENTEE, Role.MENTEE)


def pairs(found: Plan) -> dict[str, str | None]:
    return {seeker: each.mentor_id for each in found.proposals for seeker in each.seekers}


def together(found: Plan) -> set[frozenset[str]]:
    return {frozenset(each.seekers) for each in found.proposals}


def peers() -> list[Participant]:
    fields = ("law", "art", "trade", "sport")
    return [peer(id, disciplines={field: 3.0}) for id, field in zip("abcd", fields, strict=True)]


def test_a_pin_is_kept_though_another_mentor_suits_better() -> None:
    better, worse = mentor("better"), mentor("worse", goals_offered=())
    assert pairs(plan([better, worse, mentee()], FORMAL, {})) == {"mentee": "better"}
    found = plan([better, worse, mentee()], FORMAL, {}, pins=[("mentee", "worse")])
    assert pairs(found) == {"mentee": "worse"}
    assert found.proposals[0].explanation.rank == 2


def test_a_pin_takes_a_place_that_others_go_without() -> None:
    found = plan([mentor(places_offered=1), mentee("a"), mentee("b")], FORMAL, {}, pins=[("b", "mentor")])
    assert pairs(found) == {"b": "mentor"}
    assert [each.binding for each in found.left_out] == [Constraint.NOT_CHOSEN]


@pytest.mark.parametrize("pin", [("a", "d"), ("d", "a")])
def test_peers_are_pinned_whoever_is_named_first(pin: tuple[str, str]) -> None:
    assert together(plan(peers(), PEER, {}, pins=[pin])) == {frozenset("ad"), frozenset("bc")}


def test_a_veto_is_kept_though_nobody_else_is_there() -> None:
    found = plan([mentor(), mentee()], FORMAL, {}, vetoes=[("mentor", "mentee")])
    assert not found.proposals
    assert found.left_out[0].binding is Constraint.VETO
    assert found.left_out[0].change is None


def test_a_veto_between_peers_is_kept() -> None:
    assert frozenset("ab") not in together(plan(peers(), PEER, {}, vetoes=[("b", "a")]))


def test_who_is_next_for_a_place_is_named_where_the_policy_passes_it_on() -> None:
    wishes = [
        mentee("a", preferred=("mentor",)),
        mentee("b", goals_sought=()),
        mentee("c"),
        mentee("d", languages=("fr",)),
    ]
    people = [mentor(places_offered=1), *wishes]
    passing = ground(ProgrammeKind.FORMAL, Policy(pass_on=True))
    (only,) = plan(people, passing, {}).proposals
    assert (only.seekers, only.then) == (("a",), ("c", "b"))
    (only,) = plan(people, FORMAL, {}).proposals
    assert only.then == ()


def test_pins_for_which_there_is_no_place_are_refused() -> None:
    people = [mentor(places_offered=1), mentee("a"), mentee("b")]
    with pytest.raises(PinNotPossible, match="more people are pinned than there are places"):
        plan(people, FORMAL, {}, pins=[("a", "mentor"), ("b", "mentor")])
    with pytest.raises(PinNotPossible, match="not in the cohort"):
        plan(people, FORMAL, {}, pins=[("a", "nobody")])


@pytest.mark.parametrize("objective", Objective)
@pytest.mark.parametrize("kind", [ProgrammeKind.FORMAL, ProgrammeKind.PEER, ProgrammeKind.GROUP])
def test_the_order_of_people_changes_nothing_whatever_the_objective(kind: ProgrammeKind, objective: Objective) -> None:
    people = crowd(3, 90, (Role.PEER,) if kind is ProgrammeKind.PEER else MOST)
    on = ground(kind, Policy(objective=objective))
    found = plan(people, on, places(), seed=7)
    mixed = random.Random(1).sample(people, len(people))
    again = plan(mixed, on, places(), seed=7)
    assert found.proposals
    assert found == again
    assert found.audit.result_hash == again.audit.result_hash


def test_a_gap_is_told_with_and_without_quotas() -> None:
    audit = plan(crowd(2, 120, MOST), FORMAL, places()).audit
    assert audit.upper_bound is not None
    assert audit.total_score <= audit.upper_bound
    assert audit.gap is not None
    assert audit.gap_without_quotas is not None
    assert 0 <= audit.gap <= audit.gap_without_quotas < 1


def test_in_a_stable_cycle_nobody_would_rather_leave_together() -> None:
    stable = ground(ProgrammeKind.FORMAL, Policy(objective=Objective.STABLE))
    audit = plan(crowd(4, 120, MOST), stable, {}).audit
    assert audit.blocking_pairs == 0
    assert audit.upper_bound is None


def test_an_audit_counts_places_between_organisations_both_ways() -> None:
    found = plan(crowd(5, 120, MOST), FORMAL, places())
    across = sum(each.places for each in found.audit.exchanges)
    organisations = {each.id: each.organisation_id for each in crowd(5, 120, MOST)}
    apart = [
        seeker for seeker, other in pairs(found).items() if other and organisations[seeker] != organisations[other]
    ]
    assert across == len(apart) > 0
