"""The engine and the domain forbid the same pairs, for the same reason."""

import pytest

from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Constraint, ProgrammeKind, Role
from services.matching.cohort.cohort import gather
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.pair import FORBIDS, PAIR, PEERS, Pair, Roles, objection
from services.matching.engine.judging import judge
from services.matching.engine.rules import Forbidden
from tests.unit.matching.cohort.crowd import crowd, ground, places

SCREENED = Policy(screening_required=True, minimum_overlap_hours=2.5, minimum_experience_gap=0, peer_experience_band=6)


def compared(seekers: list[Participant], others: list[Participant], roles: Roles, policy: Policy) -> set[Constraint]:
    on = ground(ProgrammeKind.PEER if roles.are_peers else ProgrammeKind.FORMAL, policy)
    cohort = gather(seekers, others, roles, on, places())
    judgement = judge(cohort.seeker_arrays, cohort.other_arrays, cohort.relations, cohort.rules)
    found = set()
    for row, seeker in enumerate(cohort.seekers):
        expected = [objection(Pair(seeker, other), roles, on) for other in cohort.others]
        eligible = judgement.scores.indices[judgement.scores.indptr[row] : judgement.scores.indptr[row + 1]]
        assert sorted(eligible) == [at for at, constraint in enumerate(expected) if constraint is None]
        counts = {Constraint[each.name]: judgement.ruled_out[row, each] for each in Forbidden}
        assert counts == {constraint: expected.count(constraint) for constraint in counts}
        found |= {constraint for constraint in expected if constraint}
    return found


def taking(people: list[Participant], role: Role) -> list[Participant]:
    return [each for each in people if each.takes_role(role) and each.enrolment("p", role)]


@pytest.mark.parametrize("policy", [Policy(), SCREENED], ids=["usual", "screened"])
@pytest.mark.parametrize("seed", range(3))
def test_of_mentors_and_mentees(seed: int, policy: Policy) -> None:
    people = crowd(seed, 90, (Role.MENTOR, Role.MENTEE))
    found = compared(taking(people, Role.MENTEE), taking(people, Role.MENTOR), PAIR, policy)
    assert found >= set(FORBIDS) - {Constraint.SAME_PERSON, Constraint.ROLE, Constraint.DISCIPLINE}


@pytest.mark.parametrize("policy", [Policy(), SCREENED], ids=["usual", "screened"])
def test_of_peers(policy: Policy) -> None:
    people = taking(crowd(5, 60, (Role.PEER,)), Role.PEER)
    found = compared(people, people, PEERS, policy)
    assert {Constraint.SAME_PERSON, Constraint.EXPERIENCE, Constraint.DISCIPLINE} <= found


def test_constraints_are_looked_at_in_the_same_order() -> None:
    of_the_domain = [constraint for constraint in FORBIDS if constraint is not Constraint.ROLE]
    assert [Constraint[each.name] for each in Forbidden] == of_the_domain
