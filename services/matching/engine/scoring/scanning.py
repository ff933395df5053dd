"""The compiled answers: lane after lane, each seeker's eligible others."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from services.matching.engine.arrays import Ints, Longs, Words
from services.matching.engine.columns import People, Relations, Rules
from services.matching.engine.scoring.lane_kernel import best_of_lane
from services.matching.engine.scoring.lanes import Lane, lanes, summaries
from services.matching.engine.scoring.packed import PEERS, Marks, Packed, Scales, marks, packed, scales
from services.matching.engine.scoring.prices import QuotaPrices

NOTHING = -(1 << 62)
"""Less than any score minus any price."""


class Kept(NamedTuple):
    """By seeker: how many were kept, how many were eligible, and the greatest score minus price."""

    kept: Ints
    eligible: Longs
    top: Longs


@dataclass(frozen=True)
class Scan:
    """Two groups of people, packed, and what is known between them."""

    seekers: Packed
    others: Packed
    relations: Relations
    marks: Marks
    scales: Scales
    summary: Words

    @classmethod
    def of(cls, seekers: People, others: People, relations: Relations, rules: Rules) -> "Scan":
        """Costs a copy of the columns."""
        words = seekers.languages.shape[1]
        ours = packed(seekers)
        theirs = ours if others is seekers else packed(others)
        return cls(
            ours, theirs, relations, marks(relations), scales(rules, ours, theirs, words), summaries(ours, words)
        )

    def run(
        self,
        most: int,
        first: Longs,
        other: Ints,
        score: Longs,
        price: Longs | None = None,
        extra: QuotaPrices | None = None,
        floor: Longs | None = None,
    ) -> Kept:
        """Each seeker's best `most`, from `first` on into `other` and `score`; of those worth more than the floor."""
        count = len(self.seekers.area)
        found = Kept(np.zeros(count, np.int32), np.zeros(count, np.int64), np.zeros(count, np.int64))
        floors = np.full(count, NOTHING, np.int64) if floor is None else floor
        for lane in lanes(self.seekers, self.others, self.relations, self.scales, price, extra):
            self._scan(lane, most, (floors, first, other, score, *found))
        return found

    def _scan(self, lane: Lane, most: int, out: tuple[Longs | Ints, ...]) -> None:
        block, ours = lane.block, self.seekers
        tables: tuple[Any, ...] = (*ours.columns, *block.columns, *self.scales, *out)
        best_of_lane(
            lane.seekers,
            most,
            ours.most_years if self.scales.rule[PEERS] else ours.own_years,
            block.others,
            block.language,
            block.hours,
            lane.years,
            lane.price,
            self.summary,
            *self.marks,
            block.place,
            *ours.skills,
            *ours.wanted,
            *block.skills,
            *block.wanted,
            *tables,
        )
