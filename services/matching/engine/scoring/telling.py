"""What is told of single pairs: contributions, rank, and the best alternative."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from services.matching.engine.arrays import Ints, Longs
from services.matching.engine.columns import People, Relations, Rules, Value
from services.matching.engine.scoring.choosing import eligible
from services.matching.engine.scoring.lanes import Years, alike
from services.matching.engine.scoring.packed import PEERS
from services.matching.engine.scoring.pairs_kernel import stand, values_of_pairs
from services.matching.engine.scoring.scanning import Scan

AT_ONCE = 16_000
"""Seekers all of whose eligible pairs are in memory at the same time."""


class Standing(NamedTuple):
    """By pair."""

    rank: Longs
    """1: the seeker's best of all who are eligible; of the same score, the lower position is better."""
    eligible: Longs
    """How many are."""
    alternative: Longs
    """The other with the most score after prices beside the pair's own; NOBODY if there is none."""
    alternative_score: Longs


def contributions(seekers: People, others: People, relations: Relations, rules: Rules, pairs: Longs) -> Longs:
    """(pairs, criteria) in ten-thousandths; `pairs` is (pairs, 2), of seeker and other. Some hundred nanoseconds each.

    Multiplied by the weights and summed, they are the score, of forbidden pairs as well.
    """
    found = np.zeros((len(pairs), len(Value)), np.int64)
    if not len(pairs):
        return found
    scan = Scan.of(seekers, others, relations, rules)
    tables: tuple[Any, ...] = (
        *scan.marks,
        *scan.seekers.skills,
        *scan.seekers.wanted,
        *scan.others.skills,
        *scan.others.wanted,
        *scan.seekers.columns,
        *scan.others.columns,
        *scan.scales,
        found,
    )
    values_of_pairs(
        np.ascontiguousarray(pairs, np.int64),
        _ahead(scan, pairs),
        *tables,
    )
    return found


def _ahead(scan: Scan, pairs: Longs) -> Ints:
    """By pair: hundredths of a year that the other is ahead in the area sought; among peers, at large."""
    seeker, other = pairs[:, 0], pairs[:, 1]
    if scan.scales.rule[PEERS]:
        return (scan.others.most_years[other] - scan.seekers.most_years[seeker]).astype(np.int32)
    years, ahead = Years(scan.others), np.zeros(len(pairs), np.int32)
    for area, some in alike(np.arange(len(pairs)), scan.seekers.area[seeker]):
        ahead[some] = years.of(int(area))[other[some]] - scan.seekers.own_years[seeker[some]]
    return ahead


def standing(
    seekers: People, others: People, relations: Relations, rules: Rules, pairs: Longs, price: Longs
) -> Standing:
    """Of eligible pairs, (pairs, 2), at these prices of the others. Costs two scoring passes over their seekers."""
    found = Standing(*(np.zeros(len(pairs), np.int64) for _ in range(4)))
    prices = np.ascontiguousarray(price, np.int64)
    for some, wanted in _parts(pairs):
        candidates = eligible(seekers.rows(some), others, relations.rows(some), rules)
        part = Standing(*(np.empty(len(wanted), np.int64) for _ in range(4)))
        row = np.searchsorted(some, pairs[wanted, 0]).astype(np.int64)
        stand(row, np.ascontiguousarray(pairs[wanted, 1], np.int64), *candidates, prices, *part)
        for whole, piece in zip(found, part, strict=True):
            whole[wanted] = piece
    return found


def _parts(pairs: Longs) -> Iterator[tuple[Longs, Longs]]:
    """Seekers, ascending, and the pairs that are theirs."""
    seekers = np.unique(pairs[:, 0])
    for start in range(0, len(seekers), AT_ONCE):
        some = seekers[start : start + AT_ONCE]
        yield some, np.flatnonzero((pairs[:, 0] >= some[0]) & (pairs[:, 0] <= some[-1]))
