"""What each side alone would say of the same pairs: for stable matching, and to see who would rather leave."""

from dataclasses import replace

import numpy as np

from services.matching.engine.arrays import Longs
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns import People, Relations, Rules
from services.matching.engine.scoring import contributions

AT_ONCE = 100_000
"""Pairs of which the values by criterion are in memory at the same time."""


def both_sides(
    candidates: Candidates, seekers: People, others: People, relations: Relations, rules: Rules
) -> tuple[Candidates, Candidates]:
    """The candidates with the seekers' own scores, and with the others'."""
    pairs = np.stack([candidates.seeker(), candidates.other], axis=1).astype(np.int64)
    one, other = (_scores(pairs, seekers, others, relations, replace(rules, mentee_share=share)) for share in (100, 0))
    return candidates._replace(score=one), candidates._replace(score=other)


def _scores(pairs: Longs, seekers: People, others: People, relations: Relations, rules: Rules) -> Longs:
    parts = [
        contributions(seekers, others, relations, rules, pairs[start : start + AT_ONCE]) @ rules.weights
        for start in range(0, len(pairs), AT_ONCE)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
