"""Blocking pairs: eligible pairs who would both rather have each other than what they were given."""

import numpy as np

from services.matching.engine.arrays import NOBODY, PERFECT, Flags, Ints, Longs
from services.matching.engine.assignment.places import checked_capacity
from services.matching.engine.assignment.stable import check_same_pairs
from services.matching.engine.candidates import Candidates

MATERIAL = PERFECT // 10
"""What both must gain at least for a blocking pair to be material: a tenth of the greatest score."""
NO_PAIR = -1
"""Below every score: any pair is better than none."""


def blocking_pairs(mentee_score: Candidates, mentor_score: Candidates, capacity: Longs, chosen: Ints) -> Flags:
    """By pair: whether both prefer it to what they have. A mentor with a free place prefers anybody to nobody.

    Of equal scores the lower position is preferred, as in `stable`.

    Raises:
        ScoresNotMatching: the two do not hold the same pairs.
        CapacityNotFitting: the capacity is not one whole number of 0 or more for each mentor.
    """
    check_same_pairs(mentee_score, mentor_score)
    seeker, other = mentee_score.seeker(), mentee_score.other
    mine, worst = _held(mentee_score, mentor_score, checked_capacity(capacity), chosen)
    held = chosen[seeker]
    mentee_gains = (mentee_score.score > mine[seeker]) | ((mentee_score.score == mine[seeker]) & (other < held))
    last = _last_of_worst(mentor_score, chosen, worst)
    mentor_gains = (mentor_score.score > worst[other]) | ((mentor_score.score == worst[other]) & (seeker < last[other]))
    return np.asarray(mentee_gains & mentor_gains & (other != held))


def material_blocking_pairs(
    mentee_score: Candidates, mentor_score: Candidates, capacity: Longs, chosen: Ints, *, gain: int = MATERIAL
) -> Flags:
    """By pair: whether both would gain at least so much, to have nobody being worth 0.

    Raises:
        ScoresNotMatching: the two do not hold the same pairs.
        CapacityNotFitting: the capacity is not one whole number of 0 or more for each mentor.
    """
    check_same_pairs(mentee_score, mentor_score)
    mine, worst = _held(mentee_score, mentor_score, checked_capacity(capacity), chosen)
    mentee_gains = mentee_score.score - np.maximum(mine, 0)[mentee_score.seeker()] >= gain
    mentor_gains = mentor_score.score - np.maximum(worst, 0)[mentee_score.other] >= gain
    return np.asarray(mentee_gains & mentor_gains & (mentee_score.other != chosen[mentee_score.seeker()]))


def _held(mentee_score: Candidates, mentor_score: Candidates, capacity: Longs, chosen: Ints) -> tuple[Longs, Longs]:
    """By mentee the score of what they have, by mentor the lowest of theirs; NO_PAIR where there is room for more."""
    seeker, other = mentee_score.seeker(), mentee_score.other
    taken = other == chosen[seeker]
    mine: Longs = np.full(mentee_score.seekers, NO_PAIR, np.int64)
    mine[seeker[taken]] = mentee_score.score[taken]
    worst: Longs = np.full(len(capacity), PERFECT, np.int64)
    np.minimum.at(worst, other[taken], mentor_score.score[taken])
    used = np.bincount(chosen[chosen != NOBODY], minlength=len(capacity))
    worst[used < capacity] = NO_PAIR
    worst[capacity == 0] = np.iinfo(np.int64).max
    return mine, worst


def _last_of_worst(mentor_score: Candidates, chosen: Ints, worst: Longs) -> Ints:
    """By mentor: the last of the mentees whom they like least."""
    seeker, other = mentor_score.seeker(), mentor_score.other
    least = (other == chosen[seeker]) & (mentor_score.score == worst[other])
    last: Ints = np.full(len(worst), NOBODY, np.int32)
    np.maximum.at(last, other[least], seeker[least])
    return last
