import pytest

from mentormesh_contracts.feedback import QualityScore
from mentormesh_contracts.mentorships import Explanation
from mentormesh_contracts.vocabulary import Constraint, Criterion, ProgrammeKind, Quality, Role
from services.matching.cohort.plan import Plan, plan
from services.matching.domain.mentorships.propose import Propose, propose
from services.matching.domain.participants.participant import Mentoring, Participant
from tests.unit.matching.cohort.crowd import crowd, ground, network, places
from tests.unit.matching.cohort.planned import planned
from tests.unit.matching.given import agreement, joined, mentee, mentor, peer, programme
from tests.unit.matching.mentorships.worlds import cycle_of, with_cycle

ROLES = {ProgrammeKind.PEER: (Role.PEER,)}


def explanation_of(found: Plan) -> Explanation:
    (only,) = found.proposals
    return only.explanation


@pytest.mark.parametrize("kind", [ProgrammeKind.FORMAL, ProgrammeKind.GROUP, ProgrammeKind.PEER])
@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_planned_is_accepted_and_everyone_else_is_told_why(kind: ProgrammeKind, seed: int) -> None:
    people = crowd(seed, 120, ROLES.get(kind, (Role.MENTOR, Role.MENTEE, Role.MENTEE)))
    on = ground(kind)
    found = plan(people, on, places())
    of = programme(kind, structure=on.programme.structure)
    world = with_cycle(of, *people, *network())
    for each in found.proposals:
        command = Propose(
            cycle_id=cycle_of(world), mentor_id=each.mentor_id, seekers=each.seekers, explanation=each.explanation
        )
        world.does(propose(command, world.context()))
    matched = [seeker for each in found.proposals for seeker in each.seekers]
    told = [reason.person_id for reason in found.left_out]
    assert found.proposals
    assert len(matched) + len(told) == len({*matched, *told}) == found.considered


def test_a_plan_is_the_same_each_time_whatever_the_order_of_people() -> None:
    people = crowd(1, 100, (Role.MENTOR, Role.MENTEE))
    on = ground(ProgrammeKind.FORMAL)
    assert plan(people, on, places()).proposals == plan(people[::-1], on, places()).proposals


def test_a_score_is_the_sum_of_its_contributions() -> None:
    found = explanation_of(planned(mentor(), mentee()))
    assert found.score == pytest.approx(sum(each.points for each in found.contributions))
    assert sum(each.weight for each in found.contributions) == pytest.approx(1)
    assert (found.rank, found.eligible) == (1, 1)


def value(found: Explanation, criterion: Criterion) -> float:
    return next(each.value for each in found.contributions if each.criterion is criterion)


def rated(raters: int, mean: float = 1.0) -> Participant:
    score = QualityScore(quality=Quality.COMMUNICATION, mean=mean, raters=raters)
    return mentor().model_copy(update={"scores": (score,)})


def test_an_explanation_changes_with_quality_scores_but_only_from_three_raters_on() -> None:
    unrated, few, enough = (explanation_of(planned(each, mentee())) for each in (mentor(), rated(2), rated(3)))
    assert few == unrated
    assert value(unrated, Criterion.QUALITIES) == 0.7
    assert value(enough, Criterion.QUALITIES) == 1.0
    assert enough.score > unrated.score


def test_the_better_rated_mentor_is_chosen() -> None:
    better, worse = rated(5, 0.9).model_copy(update={"id": "zoe"}), rated(5, 0.2)
    better = better.model_copy(update={"person": better.person.model_copy(update={"id": "zoe"})})
    (only,) = planned(better, worse, mentee()).proposals
    assert only.mentor_id == "zoe"


def test_whoever_has_a_live_mentorship_is_not_considered() -> None:
    busy = mentee().matched_in("p", Role.MENTEE, "m", ("somebody",))
    assert planned(mentor(), busy).considered == 0


def reason(found: Plan) -> tuple[Constraint, dict[Constraint, int]]:
    (only,) = found.left_out
    return only.binding, only.ruled_out


def test_the_binding_reason_is_what_alone_stands_in_the_way() -> None:
    others = [
        mentor("a", languages=("fr",)),
        mentor("b", languages=("fr",), disciplines={}),
        mentor("c", disciplines={}),
    ]
    counts = {Constraint.EXPERIENCE: 2, Constraint.LANGUAGE: 1}
    assert reason(planned(*others[:2], mentee())) == (Constraint.LANGUAGE, {**counts, Constraint.EXPERIENCE: 1})
    assert reason(planned(*others, mentee()))[1] == counts


def test_without_a_place_the_reason_is_places_of_mentor_or_agreement() -> None:
    full = mentor(places_offered=1).model_copy(update={"mentoring": (Mentoring(mentorship_id="m", programme_id="p"),)})
    assert reason(planned(full, mentee())) == (Constraint.PLACES, {Constraint.PLACES: 1})
    terms = agreement(gives=agreement().gives.model_copy(update={"places": 0}))
    states = tuple(joined(terms))
    assert reason(planned(mentor(), mentee("mentee", "bolt"), states=states))[0] is Constraint.QUOTA


def test_somebody_is_not_chosen_where_every_place_serves_another_better() -> None:
    assert reason(planned(mentor(places_offered=1), mentee("a"), mentee("b")))[0] is Constraint.NOT_CHOSEN


def test_too_few_for_a_group_are_told_so() -> None:
    assert reason(planned(mentor(), mentee(), kind=ProgrammeKind.GROUP))[0] is Constraint.GROUP_SIZE


def test_a_role_that_is_not_declared_any_more_is_the_reason() -> None:
    assert reason(planned(mentor(), mentee(roles=(Role.MENTOR,)))) == (Constraint.ROLE, {})


def test_a_group_has_a_topic_in_common() -> None:
    (only,) = planned(mentor(), mentee("a"), mentee("b"), mentee("c"), kind=ProgrammeKind.GROUP).proposals
    assert (only.mentor_id, only.seekers, only.topic) == ("mentor", ("a", "b", "c"), "career_development")


def test_ten_form_two_groups_rather_than_one_that_is_full() -> None:
    ten = [mentee(f"m{number}") for number in range(5)]
    found = planned(mentor("a"), mentor("b"), *ten, kind=ProgrammeKind.GROUP)
    assert sorted(len(each.seekers) for each in found.proposals) == [2, 3]
    assert not found.left_out


def test_peers_are_paired_across_disciplines() -> None:
    two_and_two = [
        peer(id, disciplines={field: 3.0}) for id, field in zip("abcd", ("law", "law", "art", "art"), strict=True)
    ]
    found = planned(*two_and_two, kind=ProgrammeKind.PEER)
    assert len(found.proposals) == 2
    assert all(each.mentor_id is None for each in found.proposals)


def test_nobody_is_planned_for_where_nobody_is() -> None:
    found = planned()
    assert (found.considered, found.proposals, found.left_out) == (0, [], [])
