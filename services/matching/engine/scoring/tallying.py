"""What stood in the way of those who were left out: counted by constraint, and what alone would have had to yield."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import NOBODY, Flags, Longs
from services.matching.engine.columns import Forbidden, People, Relations, Rules
from services.matching.engine.scoring.lanes import Years, alike
from services.matching.engine.scoring.packed import PEERS
from services.matching.engine.scoring.scanning import Scan
from services.matching.engine.scoring.tally_kernel import count_objections


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

    Every pair is looked at, until two constraints object: some ten nanoseconds each.
    """
    found = Tally(*(np.zeros((len(some), len(Forbidden)), np.int64) for _ in range(4)))
    if not len(some) or not len(others):
        return found
    scan = Scan.of(seekers.rows(some), others, relations.rows(some), rules)
    of_peers = bool(scan.scales.rule[PEERS])
    years, marked = Years(scan.others), np.zeros(len(others), np.int32)
    own = scan.seekers.most_years if of_peers else scan.seekers.own_years
    areas = np.full(len(some), NOBODY, np.int32) if of_peers else scan.seekers.area
    ours, theirs = scan.seekers.columns, scan.others.columns
    for area, rows in alike(np.arange(len(some)), areas):
        count_objections(
            rows,
            own,
            years.of(int(area)),
            np.ascontiguousarray(free, np.bool_),
            relations.shared,
            scan.seekers.passes,
            scan.others.passes,
            marked,
            *scan.marks,
            ours.organisation,
            ours.main,
            ours.said,
            ours.hours,
            ours.traits,
            theirs.organisation,
            theirs.main,
            theirs.said,
            theirs.hours,
            theirs.traits,
            scan.scales.rule,
            *found,
        )
    return found
