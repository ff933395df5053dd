"""A group in the making: who may be in it beside those who are, by every rule."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import NOBODY, Longs, Words
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.compiled import copy, part, popcount
from services.matching.engine.groups.table import APART, BLOCKS, MENTEE, ORGANISATION, QUOTA, Table


class Draft(NamedTuple):
    """Room for one group: its pairs, and the hours and languages that all in it have in common."""

    pairs: Longs
    common: Words


@part
def begin(table: Table, draft: Draft, mentor: int) -> None:
    """The mentor alone."""
    copy(len(draft.common), table.mentor_sets[mentor], draft.common)


@part
def add(table: Table, draft: Draft, count: int, pair: int) -> int:
    """Take one more in. Returns how many there are."""
    mentee = table.pair[pair, MENTEE]
    draft.pairs[count] = pair
    for word in range(len(draft.common)):
        draft.common[word] &= table.sets[mentee, word]
    return count + 1


@part
def fits(table: Table, draft: Draft, count: int, pair: int) -> bool:
    """Whether the pair's mentee may join those in the draft, quotas aside."""
    return _share_enough(table, draft.common, table.pair[pair, MENTEE]) and _may_meet(table, draft.pairs, count, pair)


@part
def _share_enough(table: Table, common: Words, mentee: int) -> bool:
    blocks = 0
    for word in range(HOUR_WORDS):
        blocks += popcount(common[word] & table.sets[mentee, word])
    if blocks < table.size[BLOCKS]:
        return False
    languages = np.uint64(0)
    for word in range(HOUR_WORDS, len(common)):
        languages |= common[word] & table.sets[mentee, word]
    return bool(languages != np.uint64(0))


@part
def _may_meet(table: Table, pairs: Longs, count: int, pair: int) -> bool:
    mentee = table.pair[pair, MENTEE]
    organisation = table.person[mentee, ORGANISATION]
    for at in range(count):
        other = table.pair[pairs[at], MENTEE]
        if not table.acquainted[organisation, table.person[other, ORGANISATION]]:
            return False
        for known in range(table.person[mentee, APART], table.person[mentee + 1, APART]):
            if table.apart[known] == other:
                return False
    return True


@part
def has_quota(table: Table, left: Longs, pair: int) -> bool:
    """Whether there is a place for one more of the pair's organisations."""
    quota = table.pair[pair, QUOTA]
    return bool(quota == NOBODY or left[quota] > 0)


@part
def has_quota_beside(table: Table, left: Longs, pairs: Longs, count: int, pair: int) -> bool:
    """The same, if those beside have not taken their places yet."""
    quota = table.pair[pair, QUOTA]
    if quota == NOBODY:
        return True
    taken = 0
    for at in range(count):
        taken += table.pair[pairs[at], QUOTA] == quota
    return bool(taken < left[quota])
