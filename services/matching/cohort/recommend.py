"""Mentors for one mentee, best first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mentormesh_contracts.mentorships import Explanation
from services.matching.cohort.cohort import gather
from services.matching.cohort.explanations import explanations
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.pair import PAIR, Ground
from services.matching.domain.ties.places import AgreementPlaces
from services.matching.engine.judging import judge


@dataclass(frozen=True)
class Recommendation:
    """A mentor who is eligible and has a place, and why."""

    mentor: Participant
    explanation: Explanation


def recommend(
    mentee: Participant,
    mentors: Sequence[Participant],
    ground: Ground,
    places: Mapping[str, AgreementPlaces],
    limit: int,
) -> list[Recommendation]:
    """The best-suited under every hard constraint, best first, at most `limit`."""
    cohort = gather([mentee], mentors, PAIR, ground, places)
    judgement = judge(cohort.seeker_arrays, cohort.other_arrays, cohort.relations, cohort.rules)
    eligible = judgement.scores.indices.astype(np.int64)
    in_quota = cohort.quotas.limits()[cohort.quotas.group_of(np.zeros_like(eligible), eligible)] != 0
    free = (cohort.places[eligible] > 0) & in_quota
    best_first = np.lexsort((eligible[free], -judgement.scores.data[free]))[:limit]
    pairs = np.stack([np.zeros(len(best_first), np.int64), eligible[free][best_first]], axis=1)
    told = explanations(cohort, judgement, pairs, ranked=True)
    return [
        Recommendation(cohort.others[other], explanation) for (_, other), explanation in zip(pairs, told, strict=True)
    ]
