"""The sample is good to match: most find someone, the network helps, and whoever does not has a reason."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from tests.unit.sample.eligible import Member, eligible, free
from tests.unit.sample.network import members, organisations


@cache
def ready() -> tuple[Member, ...]:
    return tuple(each for each in members() if each.is_ready)


@cache
def mentors() -> tuple[Member, ...]:
    return tuple(each for each in members() if each.offers_places)


@cache
def who_may() -> NDArray[np.bool_]:
    hours = {each.id: free(each.said) for each in members()}
    return np.array([[eligible(mentee, mentor, hours) for mentor in mentors()] for mentee in ready()])


@cache
def across() -> NDArray[np.bool_]:
    return np.array([[mentee.organisation != mentor.organisation for mentor in mentors()] for mentee in ready()])


def matched(allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Who is matched when as many are as can be: exactly, with every place of every mentor."""
    seats = np.repeat(allowed, [each.said.places_offered for each in mentors()], axis=1)
    return np.asarray(maximum_bipartite_matching(csr_matrix(seats), perm_type="column") >= 0)


def of(slug: str, chosen: NDArray[np.bool_]) -> float:
    places = [place for place, each in enumerate(ready()) if each.organisation == slug]
    return float(chosen[places].mean())


def test_most_ready_mentees_find_a_mentor_and_some_do_not() -> None:
    assert 0.9 < matched(who_may()).mean() < 0.99


def test_most_could_have_a_mentor_from_another_organisation() -> None:
    assert (who_may() & across()).any(axis=1).mean() > 0.65


def test_the_network_matches_more_than_its_organisations_alone() -> None:
    together, alone = matched(who_may()), matched(who_may() & ~across())
    assert together.sum() > alone.sum() + 50
    for entry in organisations()[1:]:
        assert of(entry["slug"], together) > of(entry["slug"], alone) + 0.05


def test_some_are_left_out_although_someone_would_be_eligible_were_it_not_for_one_rule() -> None:
    nobody = [mentee for mentee, row in zip(ready(), who_may(), strict=True) if not row.any()]
    speaking = [each for each in nobody if any(share_language(each, mentor) for mentor in mentors())]
    assert 10 < len(nobody) < 80
    assert len(speaking) > len(nobody) / 2


def share_language(one: Member, other: Member) -> bool:
    return bool(set(one.said.languages) & set(other.said.languages))


def test_there_are_peers_of_similar_experience_from_different_disciplines() -> None:
    companions = Counter(each.id for pair in combinations(members()[::4], 2) if peers(*pair) for each in pair)
    assert sum(count >= 5 for count in companions.values()) > 0.8 * len(members()[::4])


def peers(one: Member, other: Member) -> bool:
    return (
        main_discipline(one) != main_discipline(other)
        and abs(max(one.said.disciplines.values()) - max(other.said.disciplines.values())) <= 3
        and share_language(one, other)
        and (free(one.said) & free(other.said)).bit_count() >= 2
    )


def main_discipline(member: Member) -> str:
    return next(iter(member.said.disciplines))


def test_there_are_mentors_for_groups_with_a_goal_in_common() -> None:
    leaders = [place for place, each in enumerate(mentors()) if each.said.places_offered >= 4]
    assert sum(bool(largest_group(place) >= 4) for place in leaders) > 25


def largest_group(mentor: int) -> int:
    """Most mentees who may have this mentor and seek the same goal, which the mentor offers."""
    offered = mentors()[mentor].said.goals_offered
    return max(map(len, (seeking(goal, mentor) for goal in offered)), default=0)


def seeking(goal: str, mentor: int) -> Sequence[Member]:
    return [
        each for each, may in zip(ready(), who_may()[:, mentor], strict=True) if may and goal in each.said.goals_sought
    ]
