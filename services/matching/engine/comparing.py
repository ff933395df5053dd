"""What two people have in common, for all of two groups of people at once."""

import numpy as np

from services.matching.engine.people import Floats, Integers, People, Sparse

HOURS_A_BLOCK = 0.25


def hours_in_common(seekers: People, others: People) -> Floats:
    """Weekly hours in which both are free."""
    blocks = np.zeros((len(seekers), len(others)), np.int64)
    for word in range(seekers.hours.shape[1]):
        blocks += np.bitwise_count(seekers.hours[:, word, None] & others.hours[None, :, word])
    return np.asarray(blocks * HOURS_A_BLOCK, np.float64)


def languages_in_common(seekers: People, others: People) -> Floats:
    """How many languages both speak."""
    return seekers.languages @ others.languages.T


def years_ahead(seekers: People, others: People) -> Floats:
    """Years by which the other is ahead in the area that the seeker seeks; at large where none is known."""
    known = seekers.area >= 0
    ahead = np.broadcast_to(others.most_years, (len(seekers), len(others))).copy()
    if known.any():
        ahead[known] = _dense(others.years[:, seekers.area[known]]).T
    return ahead - seekers.years_in_area[:, None]


def years_apart(seekers: People, others: People) -> Floats:
    """By how many years the two differ at large."""
    return np.abs(seekers.most_years[:, None] - others.most_years[None, :])


def product(left: Sparse, right: Sparse) -> Floats:
    """Sums over what both have, as a dense matrix of rows of the one by rows of the other."""
    return _dense(left @ right.T)


def count_of(rows: Sparse) -> Integers:
    """How many each row has."""
    return np.diff(rows.indptr).astype(np.int64)


def _dense(matrix: Sparse) -> Floats:
    return np.asarray(matrix.toarray(), np.float64)
