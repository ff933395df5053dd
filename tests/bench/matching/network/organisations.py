"""The organisations of a network: how large, where, and with whom they share."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from services.matching.engine.arrays import Flags, Floats, Ints, Words
from tests.bench.matching.network.draws import drawn, first_of_each, sets, zipf

PARTICIPANTS = 150
"""Of an organisation, on average."""
MOST_GROUPS = 48
PRIVATE = 0.15
OFFSETS = np.array([-8, -5, -3, 0, 1, 2, 5, 8, 10], np.int32)
"""Hours ahead of UTC, and how common they are."""
COMMON = np.array([0.10, 0.15, 0.08, 0.15, 0.20, 0.10, 0.10, 0.07, 0.05])


@dataclass(frozen=True)
class Organisations:
    """One row an organisation."""

    size: Floats
    """Share of all participants."""
    groups: Words
    """The set of sharing groups that it is in; empty for a private one."""
    offset: Ints
    """Hours ahead of UTC."""

    def __len__(self) -> int:
        return len(self.size)

    def shared(self) -> Flags:
        """By organisation and organisation: whether their people may meet. One's own may always."""
        together: Flags = (self.groups[:, None] & self.groups[None, :]) != 0
        np.fill_diagonal(together, True)
        return together


def organisations(draw: Generator, participants: int) -> Organisations:
    """As many as that many participants have."""
    many = max(6, participants // PARTICIPANTS)
    groups = int(np.clip(many // 8, 2, MOST_GROUPS))
    column = drawn(draw, np.full(groups, 1 / groups), (many, 2))
    joined = sets(column, first_of_each(column, draw.integers(1, 3, many)))[:, 0]
    joined[draw.random(many) < PRIVATE] = 0
    return Organisations(zipf(many, 1.05), joined, OFFSETS[drawn(draw, COMMON, many)])
