"""Small tables of scores, and the best that can be made of them, found by trying everything."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array

from services.matching.engine.edges import NOBODY
from services.matching.engine.people import Integers, Sparse
from services.matching.engine.quotas import NO_LIMIT, Quotas

Result = tuple[int, int]
"""How many are matched, and the total."""


@st.composite
def tables(draw: st.DrawFn, rows: int = 5, columns: int = 3) -> Sparse:
    """Scores of seekers by others; 0 where a pair is not eligible."""
    count = draw(st.integers(1, rows)), draw(st.integers(1, columns))
    cells = draw(
        st.lists(st.sampled_from((0, 0, 1, 2, 5, 9)), min_size=count[0] * count[1], max_size=count[0] * count[1])
    )
    return csr_array(np.array(cells, np.int64).reshape(count))


@st.composite
def quotas(draw: st.DrawFn, seekers: int, others: int, *, symmetric: bool = False) -> Quotas:
    """Two organisations; nothing is limited within one."""
    left = np.full((2, 2), NO_LIMIT, np.int64)
    left[0, 1], left[1, 0] = draw(st.tuples(st.integers(-1, 2), st.integers(-1, 2)))
    numbers = st.lists(st.integers(0, 1), min_size=seekers, max_size=seekers)
    of_seekers = np.array(draw(numbers), np.int64)
    if symmetric:
        return Quotas(left, of_seekers, of_seekers)
    of_others = draw(st.lists(st.integers(0, 1), min_size=others, max_size=others))
    return Quotas(left, of_seekers, np.array(of_others, np.int64))


def no_quotas(seekers: int, others: int) -> Quotas:
    """One organisation."""
    return Quotas(np.full((1, 1), NO_LIMIT, np.int64), np.zeros(seekers, np.int64), np.zeros(others, np.int64))


def keeps(chosen: Integers, scores: Sparse, places: Integers, limits: Quotas) -> bool:
    """Whether only eligible pairs were chosen, and no limit exceeded."""
    matched = np.flatnonzero(chosen != NOBODY)
    eligible = bool((scores.toarray()[matched, chosen[matched]] > 0).all())
    taken = np.bincount(chosen[matched], minlength=len(places))
    groups = limits.group_of(matched, chosen[matched])
    return bool(eligible and (taken <= places).all() and not len(limits.exceeded(groups)))


def result(chosen: Integers, scores: Sparse) -> Result:
    """What was reached."""
    matched = np.flatnonzero(chosen != NOBODY)
    return len(matched), int(scores.toarray()[matched, chosen[matched]].sum())


def best(scores: Sparse, places: Integers, limits: Quotas) -> Result:
    """The greatest number of matches, and the greatest total among those with that many."""
    whole = scores.toarray()

    def choices(seeker: int, taken: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if seeker == len(whole):
            yield taken
            return
        for other in (NOBODY, *np.flatnonzero(whole[seeker]).tolist()):
            yield from choices(seeker + 1, (*taken, other))

    all_chosen = (np.array(taken, np.int64) for taken in choices(0, ()))
    return max(result(each, scores) for each in all_chosen if keeps(each, scores, places, limits))


def best_pairing(scores: Sparse, limits: Quotas) -> Result:
    """The same for peers: pairs, and their total."""
    rows, columns = scores.nonzero()
    edges = [(int(a), int(b)) for a, b in zip(rows, columns, strict=True) if a < b]
    found = (subset for size in range(len(edges) + 1) for subset in combinations(edges, size))
    return max((len(each), int(sum(scores[pair] for pair in each))) for each in found if pairs_keep(each, limits))


def pairs_keep(pairs: Sequence[tuple[int, int]], limits: Quotas) -> bool:
    """Whether everyone is in one pair at most, and no direction of a quota is exceeded."""
    people = Counter(person for pair in pairs for person in pair)
    if people and max(people.values()) > 1:
        return False
    one, other = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    both = np.concatenate([limits.group_of(one, other), limits.group_of(other, one)])
    return not len(limits.exceeded(both))
