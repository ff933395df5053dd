"""The engine and the domain forbid the same pairs, for the same reason."""

import numpy as np
import pytest

from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Constraint, ProgrammeKind, Role
from services.matching.cohort.gather import gather
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.pair import FORBIDS, PAIR, PEERS, Pair, Roles, objection
from services.matching.engine import scoring
from services.matching.engine.columns import Forbidden
from tests.unit.matching.cohort.crowd import crowd, ground, places

SCREENED = Policy(screening_required=True, minimum_overlap_hours=2.5, minimum_experience_gap=0, peer_experience_band=6)

RULED = Policy(other_organisation=True, common_discipline=True, maximum_experience_gap=12)
POLICIES = pytest.mark.parametrize("policy", [Policy(), SCREENED, RULED], ids=["usual", "screened", "ruled"])


def compared(seekers: list[Participant], others: list[Participant], roles: Roles, policy: Policy) -> set[Constraint]:
    on = ground(ProgrammeKind.PEER if roles.are_peers else ProgrammeKind.FORMAL, policy)
    cohort = gather(seekers, others, roles, on, places())
    asked = (cohort.seeker_columns, cohort.other_columns, cohort.relations, cohort.rules)
    candidates = scoring.eligible(*asked)
    ruled_out = scoring.tally(*asked, np.arange(len(cohort.seekers)), np.ones(len(cohort.others), bool)).ruled_out
    found = set()
    for row, seeker in enumerate(cohort.seekers):
        expected = [objection(Pair(seeker, other), roles, on) for other in cohort.others]
        eligible = candidates.other[candidates.start[row] : candidates.start[row + 1]].tolist()
        assert eligible == [at for at, constraint in enumerate(expected) if constraint is None]
        counts = {Constraint[each.name]: ruled_out[row, each] for each in Forbidden if each is not Forbidden.VETO}
        assert counts == {constraint: expected.count(constraint) for constraint in counts}
        found |= {constraint for constraint in expected if constraint}
    return found


def taking(people: list[Participant], role: Role) -> list[Participant]:
    return [each for each in people if each.takes_role(role) and each.enrolment("p", role)]


@POLICIES
@pytest.mark.parametrize("seed", range(3))
def test_of_mentors_and_mentees(seed: int, policy: Policy) -> None:
    people = crowd(seed, 90, (Role.MENTOR, Role.MENTEE))
    found = compared(taking(people, Role.MENTEE), taking(people, Role.MENTOR), PAIR, policy)
    never = {Constraint.SAME_PERSON, Constraint.ROLE, Constraint.DISCIPLINE}
    assert found >= set(FORBIDS) - never - (set() if policy is RULED else {Constraint.PROGRAMME_RULE})
    assert (Constraint.PROGRAMME_RULE in found) == (policy is RULED)


@POLICIES
def test_of_peers(policy: Policy) -> None:
    people = taking(crowd(5, 60, (Role.PEER,)), Role.PEER)
    found = compared(people, people, PEERS, policy)
    assert {Constraint.SAME_PERSON, Constraint.EXPERIENCE, Constraint.DISCIPLINE} <= found


def test_constraints_are_looked_at_in_the_same_order() -> None:
    of_the_domain = [constraint for constraint in FORBIDS if constraint is not Constraint.ROLE]
    besides = [Constraint[each.name] for each in Forbidden if each is not Forbidden.VETO]
    assert besides == of_the_domain
