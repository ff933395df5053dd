"""Who is in which group now."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import NOBODY, Longs
from services.matching.engine.groups.table import Table

LANE, WORTH, EXTRA, TOUCHED = range(4)
"""Of a mentee: the lane, -1 for none; what the place is worth now; what is added to it while searching; when they last
moved."""
TOPIC, SIZE, SUM, SEEN = range(4)
"""Of a lane: the topic, -1 for no group; how many are in the group; their worth; when it was last looked at."""


class State(NamedTuple):
    """Every group that stands here keeps every rule."""

    mentee: Longs
    lane: Longs
    quota_left: Longs
    clock: Longs
    """One number: moves so far."""

    def copy(self) -> "State":
        """The same, to be changed on its own."""
        return State(*(each.copy() for each in self))

    def become(self, other: "State") -> None:
        """The same as another one."""
        for own, theirs in zip(self, other, strict=True):
            own[:] = theirs

    @property
    def matched(self) -> int:
        """How many mentees are in a group."""
        return int((self.mentee[:, LANE] != NOBODY).sum())

    @property
    def total(self) -> int:
        """The objective: worth without what is added while searching."""
        inside = self.mentee[:, LANE] != NOBODY
        return int((self.mentee[inside, WORTH] - self.mentee[inside, EXTRA]).sum())


def empty_state(table: Table) -> State:
    """Nobody is in a group."""
    mentee = np.zeros((table.mentees, 4), np.int64)
    lane = np.zeros((table.lanes, 4), np.int64)
    mentee[:, LANE] = lane[:, TOPIC] = NOBODY
    lane[:, SEEN] = -1
    return State(mentee, lane, table.limit.copy(), np.zeros(1, np.int64))
