"""Who is next for a mentor's place if the pair that got it does not take it."""

from collections.abc import Mapping

import numpy as np

from services.matching.engine.arrays import NOBODY, Longs
from services.matching.engine.matching import Matching

MOST = 10


def next_for_places(matching: Matching, seekers: Longs) -> Mapping[int, Longs]:
    """By other: those left out who would suit best, at most ten; of the same score, the lower position is first.

    `seekers` are the positions of those who were to be matched. Looked for among the candidates that were compared.
    """
    candidates = matching.candidates
    if candidates is None:
        return {}
    row = candidates.seeker()
    left_out = np.flatnonzero(matching.chosen[row] == NOBODY)
    order = left_out[np.lexsort((row[left_out], -candidates.score[left_out], candidates.other[left_out]))]
    others, first = np.unique(candidates.other[order], return_index=True)
    parts = np.split(seekers[row[order]], first[1:])
    return {int(other): part[:MOST] for other, part in zip(others, parts, strict=bool(len(others)))}
