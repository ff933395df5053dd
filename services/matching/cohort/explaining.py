"""Why these people: the score as the sum of what each criterion contributed, and what else there was."""

from collections.abc import Sequence

import numpy as np

from mentormesh_contracts.mentorships import Contribution, Explanation
from mentormesh_contracts.vocabulary import Criterion
from services.matching.cohort.gather import Cohort
from services.matching.engine import scoring
from services.matching.engine.arrays import NOBODY, PERFECT, WHOLE, Longs
from services.matching.engine.columns import Value

DECIMALS = 8
"""Of a score: weight and value have four each."""


def explain_pairs(cohort: Cohort, pairs: Longs, price: Longs) -> list[Explanation]:
    """For each pair (seeker, other) of the eligible: its rank, the best alternative, and the price of the place.

    `price` is by other, in units of scores, and what alternatives are measured with.
    """
    if not len(pairs):
        return []
    asked = (cohort.seeker_columns, cohort.other_columns, cohort.relations, cohort.rules)
    values = scoring.contributions(*asked, pairs)
    standing = scoring.standing(*asked, pairs, price)
    return [
        explanation(cohort, values[at]).model_copy(
            update={
                "rank": int(standing.rank[at]),
                "eligible": int(standing.eligible[at]),
                "alternative_score": _points(standing.alternative_score[at]) if found != NOBODY else None,
                "price": _points(price[pairs[at, 1]]),
            }
        )
        for at, found in enumerate(standing.alternative)
    ]


def explain_peers(cohort: Cohort, pairs: Longs) -> list[Explanation]:
    """For each pair of peers: they have no ranks of each other that would not tell one of the other's."""
    asked = (cohort.seeker_columns, cohort.other_columns, cohort.relations, cohort.rules)
    return [explanation(cohort, values) for values in scoring.contributions(*asked, pairs)]


def explain_group(cohort: Cohort, seekers: Sequence[int], mentor: int) -> Explanation:
    """The mean over the mentees of a group."""
    pairs = np.array([(seeker, mentor) for seeker in seekers], np.int64)
    asked = (cohort.seeker_columns, cohort.other_columns, cohort.relations, cohort.rules)
    return explanation(cohort, scoring.contributions(*asked, pairs).mean(axis=0))


def explanation(cohort: Cohort, values: "Longs | np.ndarray[tuple[int], np.dtype[np.float64]]") -> Explanation:
    """Of the values by criterion, in ten-thousandths."""
    contributions = tuple(
        Contribution(
            criterion=Criterion[value.name], weight=weight / WHOLE, value=round(float(values[value]) / WHOLE, DECIMALS)
        )
        for value, weight in zip(Value, cohort.rules.weights.tolist(), strict=True)
        if weight
    )
    return Explanation(score=round(sum(each.points for each in contributions), DECIMALS), contributions=contributions)


def _points(score: int) -> float:
    return round(int(score) / PERFECT, DECIMALS)
