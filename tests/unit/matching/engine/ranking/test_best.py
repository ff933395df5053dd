import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.random import PCG64, Generator

from services.matching.engine.arrays import Longs
from services.matching.engine.ranking.best import Best, best
from services.matching.engine.ranking.opened import CLOSED, HAS_PLACES, SHARED
from services.matching.engine.ranking.sought import Sought
from services.matching.engine.ranking.store import Mentors
from services.matching.engine.scoring.reference import eligible
from services.matching.engine.scoring.values import values
from tests.unit.matching.engine.cohorts import Cohort, cohorts
from tests.unit.matching.engine.ranking.rows import row_at

MANY = settings(deadline=None, max_examples=120)
HERE, ELSEWHERE = 0, 1


class Case:
    """A cohort in a store, some of it without a place, enrolled elsewhere, or beyond a used-up quota."""

    def __init__(self, cohort: Cohort, seed: int) -> None:
        self.cohort = cohort
        random, many = Generator(PCG64(seed)), len(cohort.others)
        self.places = random.integers(0, 3, many)
        self.enrolled = random.random(many) < 0.8
        self.precedence = random.integers(0, 3, many)
        self.in_quota = random.random(len(cohort.relations.shared)) < 0.8
        self.mentors = Mentors()
        for at in random.permutation(many).tolist():
            self.mentors.put(
                at,
                row_at(cohort.others, at),
                places=int(self.places[at]),
                programmes=(HERE, ELSEWHERE) if self.enrolled[at] else (ELSEWHERE,),
                precedence=int(self.precedence[at]),
            )

    def sought(self, seeker: int) -> Sought:
        relations, row = self.cohort.relations, row_at(self.cohort.seekers, seeker)
        barred = [relations.met, relations.never, relations.reports, relations.vetoed]
        same = int(relations.same[seeker])
        shared = relations.shared[row.organisation]
        return Sought(
            row,
            self.cohort.rules,
            HERE,
            np.where(shared, np.where(self.in_quota, HAS_PLACES, SHARED), CLOSED).astype(np.uint8),
            screening_required=True,
            barred={*(at for each in barred for at in each.row(seeker)), *([same] if same >= 0 else [])},
            preferred=list(relations.seeker_prefers.row(seeker)),
            preferred_by=list(relations.other_prefers.row(seeker)),
        )

    def by_comparing_all(self, seeker: int, count: int) -> tuple[list[int], list[int], list[int], int]:
        """Positions and scores of the best, their ranks, and how many are eligible."""
        one, relations = np.array([seeker]), self.cohort.relations
        pairs = eligible(self.cohort.seekers.rows(one), self.cohort.others, relations.rows(one), self.cohort.rules)
        enrolled = self.enrolled[pairs.other]
        other, score = pairs.other[enrolled].tolist(), pairs.score[enrolled].tolist()
        has_place = [self.places[at] > 0 and self.in_quota[self.cohort.others.organisation[at]] for at in other]
        order = sorted(
            (-each, int(self.precedence[at]), at)
            for at, each, free in zip(other, score, has_place, strict=True)
            if free
        )[:count]
        found, scores = [at for _, _, at in order], [-each for each, _, _ in order]
        return found, scores, [1 + sum(each > mine for each in score) for mine in scores], len(other)


def answer(found: Best) -> tuple[list[int], list[int], list[int], int]:
    return found.positions.tolist(), found.scores.tolist(), found.ranks.tolist(), found.eligible


@given(cohorts(peers=False), st.integers(0, 2**32 - 1), st.integers(1, 6))
@MANY
def test_the_best_are_those_that_comparing_with_everybody_finds(cohort: Cohort, seed: int, count: int) -> None:
    case = Case(cohort, seed)
    for seeker in range(len(cohort.seekers)):
        assert answer(best(case.mentors, case.sought(seeker), count)) == case.by_comparing_all(seeker, count)


@given(cohorts(peers=False), st.integers(0, 2**32 - 1))
@MANY
def test_a_score_is_the_sum_of_what_each_criterion_contributes(cohort: Cohort, seed: int) -> None:
    case = Case(cohort, seed)
    everybody: Longs = values(*cohort)
    for seeker in range(len(cohort.seekers)):
        found = best(case.mentors, case.sought(seeker), 4)
        assert found.values.tolist() == everybody[:, seeker, found.positions].T.tolist()
        assert (found.values @ cohort.rules.weights).tolist() == found.scores.tolist()
