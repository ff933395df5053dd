"""Why these people: the score as the sum of what each criterion contributed."""

from collections.abc import Sequence

import numpy as np

from mentormesh_contracts.mentorships import Contribution, Explanation
from mentormesh_contracts.vocabulary import Criterion
from services.matching.cohort.cohort import Cohort
from services.matching.engine.judging import Judgement, explain
from services.matching.engine.people import Floats, Integers
from services.matching.engine.rules import Value

DECIMALS = 6


def explanations(cohort: Cohort, judgement: Judgement, pairs: Integers, *, ranked: bool) -> list[Explanation]:
    """For each pair (seeker, other). Ranked: with the other's place among all who are eligible for the seeker."""
    met = explain(cohort.seeker_arrays, cohort.other_arrays, cohort.relations, cohort.rules, pairs)
    eligible = judgement.eligible
    return [
        _explanation(
            cohort,
            values,
            rank=judgement.rank(int(seeker), int(other)) if ranked else None,
            eligible=int(eligible[seeker]) if ranked else None,
        )
        for values, (seeker, other) in zip(met, pairs, strict=True)
    ]


def group_explanation(cohort: Cohort, seekers: Sequence[int], mentor: int) -> Explanation:
    """The mean over the mentees of a group."""
    pairs = np.array([(seeker, mentor) for seeker in seekers], np.int64)
    met = explain(cohort.seeker_arrays, cohort.other_arrays, cohort.relations, cohort.rules, pairs)
    return _explanation(cohort, met.mean(axis=0), rank=None, eligible=None)


def _explanation(cohort: Cohort, values: Floats, *, rank: int | None, eligible: int | None) -> Explanation:
    contributions = tuple(
        Contribution(criterion=Criterion[value.name], weight=weight, value=round(float(values[value]), DECIMALS))
        for value, weight in zip(Value, cohort.rules.weights.tolist(), strict=True)
        if weight
    )
    score = round(sum(each.points for each in contributions), DECIMALS)
    return Explanation(score=score, contributions=contributions, rank=rank, eligible=eligible)
