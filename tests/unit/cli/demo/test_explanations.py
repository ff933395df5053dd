import pytest

from cli.demo.report.explanations import changed_explanations
from cli.demo.world import World
from tests.unit.cli.demo.given import Seen, mentorship, world

SCORES = {"m1": {"person_id": "m1", "raters": 4, "scores": [{"quality": "communication", "mean": 0.81, "raters": 4}]}}


def network(*mentorships: Seen) -> World:
    made = world()
    made.cycles = [{"id": "c1", "round": 1}, {"id": "c2", "round": 2}]
    made.mentorships = {each["id"]: each for each in mentorships}
    return made


def test_a_mentor_whose_ratings_count_by_now_is_explained_otherwise() -> None:
    found = changed_explanations(network(mentorship("a", "c1", "e1", 0.7), mentorship("b", "c2", "e2", 0.82)), SCORES)
    (change,) = found
    assert (change.mentor, change.criterion) == ("kestrelworks/M1", "qualities")
    assert (change.before.value, change.before.mentee) == (0.7, "kestrelworks/E1")
    assert (change.after.value, change.after.mentee) == (0.82, "weidenfurt/E2")
    assert change.after.points == pytest.approx(0.082)
    assert change.scores == {"communication": 0.81}
    assert not change.same_mentee


def test_the_same_mentee_comes_before_a_stronger_change() -> None:
    again = mentorship("c", "c2", "e1", 0.75)
    found = changed_explanations(
        network(mentorship("a", "c1", "e1", 0.7), mentorship("b", "c2", "e2", 0.95), again), SCORES
    )
    assert [change.same_mentee for change in found] == [True, False]


def test_what_stayed_the_same_did_not_change() -> None:
    assert not changed_explanations(network(mentorship("a", "c1", "e1", 0.7), mentorship("b", "c2", "e2", 0.7)), SCORES)


def test_without_an_earlier_proposal_there_is_nothing_to_compare_with() -> None:
    assert not changed_explanations(network(mentorship("b", "c2", "e2", 0.9)), SCORES)


def test_nobody_rated_changes_nothing() -> None:
    assert not changed_explanations(network(mentorship("a", "c1", "e1", 0.7), mentorship("b", "c2", "e2", 0.9)), {})
