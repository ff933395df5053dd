"""Why somebody was left out."""

from collections.abc import Sequence

import numpy as np

from mentormesh_contracts.vocabulary import Constraint
from services.matching.cohort.cohort import Cohort
from services.matching.domain.cycles.left_out import Reason
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.pair import passes_screening
from services.matching.engine.judging import Judgement
from services.matching.engine.rules import Forbidden


def reason_of(cohort: Cohort, judgement: Judgement, seeker: int, last: Constraint) -> Reason:
    """For a seeker by position. `last`: why an eligible other with free places was not chosen.

    Binding is, where nobody was eligible, the constraint that alone stands in the way of the most; else what the
    eligible ones lacked.
    """
    participant = cohort.seekers[seeker]
    counts = judgement.ruled_out[seeker]
    ruled_out = {Constraint[each.name]: int(counts[each]) for each in Forbidden if counts[each]}
    lacking = _lacking(cohort, judgement, seeker, last)
    binding = _binding(participant, cohort, judgement, seeker, lacking)
    return Reason(
        person_id=participant.id,
        organisation_id=participant.organisation_id,
        binding=binding,
        ruled_out={**ruled_out, **{each: count for each, count in lacking.items() if count}},
    )


def role_not_taken(participant: Participant) -> Reason:
    """For somebody who is enrolled in a role that they do not declare any more."""
    return Reason(
        person_id=participant.id,
        organisation_id=participant.organisation_id,
        binding=Constraint.ROLE,
        ruled_out={},
    )


def _lacking(cohort: Cohort, judgement: Judgement, seeker: int, last: Constraint) -> dict[Constraint, int]:
    """What the eligible ones lack: places of their own, places of the agreement, or nothing."""
    row = slice(judgement.scores.indptr[seeker], judgement.scores.indptr[seeker + 1])
    eligible = np.asarray(judgement.scores.indices[row], np.int64)
    has_places = _has_places(cohort)[eligible]
    own = np.full(len(eligible), seeker, np.int64)
    in_quota = cohort.quotas.limits()[cohort.quotas.group_of(own, eligible)] != 0
    return {
        Constraint.PLACES: int(np.count_nonzero(~has_places)),
        Constraint.QUOTA: int(np.count_nonzero(has_places & ~in_quota)),
        last: int(np.count_nonzero(has_places & in_quota)),
    }


def _has_places(cohort: Cohort) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    if cohort.rules.are_peers:
        return np.ones(len(cohort.others), np.bool_)
    return cohort.places > 0


def _binding(
    participant: Participant, cohort: Cohort, judgement: Judgement, seeker: int, lacking: dict[Constraint, int]
) -> Constraint:
    if not passes_screening(participant.person, cohort.ground.policy):
        return Constraint.SCREENING
    for constraint in reversed(lacking):
        if lacking[constraint]:
            return constraint
    alone, first = judgement.in_the_way[seeker], judgement.ruled_out[seeker]
    decisive = _without_oneself(alone if _without_oneself(alone).any() else first)
    return Constraint[Forbidden(int(decisive.argmax())).name] if decisive.any() else Constraint.PLACES


def _without_oneself(counts: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.where(np.arange(len(counts)) == Forbidden.SAME_PERSON, 0, counts)


def totals(reasons: Sequence[Reason]) -> dict[Constraint, int]:
    """How many were left out for each binding reason, in the order of the vocabulary."""
    binding = [reason.binding for reason in reasons]
    return {constraint: binding.count(constraint) for constraint in Constraint if constraint in binding}
