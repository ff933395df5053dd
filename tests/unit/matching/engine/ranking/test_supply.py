from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.engine.columns import Forbidden
from services.matching.engine.ranking.supply import Count, supply
from services.matching.engine.scoring.constraints import forbidden
from tests.unit.matching.engine.cohorts import Cohort, cohorts
from tests.unit.matching.engine.ranking.test_best import Case


@given(cohorts(peers=False), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=60)
def test_each_is_counted_where_comparing_one_by_one_would_count_them(cohort: Cohort, seed: int) -> None:
    case = Case(cohort, seed)
    no = forbidden(*cohort)
    for seeker in range(len(cohort.seekers)):
        own = cohort.seekers.organisation[seeker]
        met = case.enrolled & ~no[Forbidden.AGREEMENT, seeker]
        is_own = cohort.others.organisation == own
        free = (case.places > 0) & case.in_quota[cohort.others.organisation]

        def count(flags: object, met: object = met, is_own: object = is_own) -> Count:
            return Count(int((met & flags & is_own).sum()), int((met & flags & ~is_own).sum()))  # type: ignore[operator]

        found = supply(case.mentors, case.sought(seeker))
        assert found.mentors == count(met)
        assert found.language == count(~no[Forbidden.LANGUAGE, seeker])
        assert found.hours == count(~no[Forbidden.TIME, seeker])
        assert found.places == count(free)
        assert found.eligible == count(free & ~no[:, seeker].any(axis=0))
        assert found.offering == tuple(count(cohort.others.goals_offered >> goal & 1 == 1) for goal in range(6))
