"""Who knows whom in a network: managers, wishes, and a few who must never meet."""

import numpy as np
from numpy.random import Generator

from services.matching.engine.arrays import Flags, Floats, Ints, Longs
from services.matching.engine.columns import Lists, Relations
from tests.bench.matching.network.draws import first_of_each, lists, nothing

MANAGED = 0.3
"""Share of mentees who report to one of the mentors."""
WISHING = 0.4
"""Share of mentees who name one to three mentors."""
NEVER = 0.01


def relations(draw: Generator, seekers: Ints, others: Ints, shared: Flags) -> Relations:
    """Between mentees and mentors of these organisations."""
    many = len(seekers)
    return Relations(
        same=np.full(many, -1, np.int32),
        met=nothing(many),
        never=_colleagues(draw, seekers, others, np.array([NEVER])),
        reports=_colleagues(draw, seekers, others, np.array([MANAGED])),
        vetoed=nothing(many),
        seeker_prefers=_colleagues(draw, seekers, others, WISHING * np.array([1.0, 0.6, 0.4])),
        other_prefers=nothing(many),
        shared=shared,
    )


def strangers(many: int, shared: Flags) -> Relations:
    """Among people who are on both sides, of whom nothing is known but who they are."""
    empty = nothing(many)
    same = np.arange(many, dtype=np.int32)
    return Relations(same, empty, empty, empty, empty, empty, empty, shared)


def _colleagues(draw: Generator, seekers: Ints, others: Ints, chances: Floats) -> Lists:
    """One of the others of the same organisation with the first chance, a second one with the second."""
    order = np.argsort(others, kind="stable")
    least, above = (np.searchsorted(others[order], seekers, side) for side in ("left", "right"))
    column = np.stack([_one_of(draw, order, least, above) for _ in chances], axis=1)
    # One number decides for the row, so that who names a second one has named a first one.
    some = draw.random(len(seekers))[:, None] < chances
    kept = first_of_each(column, (some & (above > least)[:, None]).sum(axis=1))
    return lists(column, np.ones(column.shape, np.uint16), kept)


def _one_of(draw: Generator, order: Longs, least: Longs, above: Longs) -> Ints:
    at = least + (draw.random(len(least)) * (above - least)).astype(np.int64)
    return order[np.minimum(at, len(order) - 1)].astype(np.int32)
