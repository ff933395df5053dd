"""What stood in the way of those who were left out: counted by constraint, and what alone would have had to yield."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import Flags, Longs
from services.matching.engine.columns import Forbidden, People, Relations, Rules
from services.matching.engine.scoring.common import in_common, years_ahead, years_apart
from services.matching.engine.scoring.constraints import forbidden

AT_ONCE = 4_000_000
"""Pairs that are looked at together; each takes some tens of bytes meanwhile."""
ENDLESS = np.iinfo(np.int64).max


class Tally(NamedTuple):
    """By seeker and constraint."""

    ruled_out: Longs
    """Others whom this constraint is the first to rule out."""
    alone: Longs
    """Others whom it alone rules out."""
    free: Longs
    """Of these, how many have a place."""
    shortfall: Longs
    """By how much the nearest of those misses it: hundredths of a year of experience, quarters of an hour of time in
    common; 0 where that cannot be counted."""


def tally(seekers: People, others: People, relations: Relations, rules: Rules, some: Longs, free: Flags) -> Tally:
    """Of the seekers at the positions `some`. `free` is by other: whether they have a place left.

    Every pair is looked at, with every constraint: some ten nanoseconds for each constraint.
    """
    parts = [
        _tally(seekers.rows(part), others, relations.rows(part), rules, free) for part in _parts(some, len(others))
    ]
    if not parts:
        return Tally(*(np.zeros((0, len(Forbidden)), np.int64) for _ in range(4)))
    return Tally(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _parts(some: Longs, others: int) -> Iterator[Longs]:
    size = max(1, AT_ONCE // max(1, others))
    return (some[start : start + size] for start in range(0, len(some), size))


def _tally(seekers: People, others: People, relations: Relations, rules: Rules, free: Flags) -> Tally:
    no = forbidden(seekers, others, relations, rules)
    objections = no.sum(axis=0)
    first = np.where(objections > 0, no.argmax(axis=0), -1)
    alone = no & (objections == 1)
    open_to = alone & free
    return Tally(
        np.stack([(first == each).sum(axis=1) for each in Forbidden], axis=1).astype(np.int64),
        alone.sum(axis=2).T.astype(np.int64),
        open_to.sum(axis=2).T.astype(np.int64),
        _shortfall(seekers, others, rules, open_to),
    )


def _shortfall(seekers: People, others: People, rules: Rules, open_to: Flags) -> Longs:
    shortfall = np.zeros((len(seekers), len(Forbidden)), np.int64)
    if rules.are_peers:
        lacks_years = years_apart(seekers, others) - rules.peer_band
    else:
        lacks_years = max(rules.minimum_gap, 1) - years_ahead(seekers, others)
    lacks_time = rules.minimum_blocks - in_common(seekers.hours, others.hours)
    for constraint, lacks in ((Forbidden.EXPERIENCE, lacks_years), (Forbidden.TIME, lacks_time)):
        least = np.where(open_to[constraint], lacks, ENDLESS).min(axis=1, initial=ENDLESS)
        shortfall[:, constraint] = np.where(least == ENDLESS, 0, least)
    return shortfall
