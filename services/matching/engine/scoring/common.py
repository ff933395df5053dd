"""What two people have in common, for all of two groups of people at once: dense, in whole numbers."""

import numpy as np

from services.matching.engine.arrays import Flags, Longs, Words
from services.matching.engine.columns import Lists, People


def in_common(seekers: Words, others: Words) -> Longs:
    """(seekers, others): how many members two sets share."""
    common = np.zeros((len(seekers), len(others)), np.int64)
    for word in range(seekers.shape[1]):
        common += np.bitwise_count(seekers[:, word, None] & others[None, :, word])
    return common


def size(sets: Words) -> Longs:
    """By row: how many members a set has."""
    return np.asarray(np.bitwise_count(sets).sum(axis=1), np.int64)


def dense(lists: Lists, width: int) -> Longs:
    """(rows, width): the values in their columns, zero elsewhere."""
    filled = np.zeros((len(lists), width), np.int64)
    for at in range(len(lists)):
        for column, value in lists.row(at).items():
            filled[at, column] = value
    return filled


def width(*lists: Lists) -> int:
    """One more than the greatest column in the pools."""
    return 1 + max((int(each.column.max()) for each in lists if len(each.column)), default=0)


def marked(related: Lists, others: int) -> Flags:
    """(seekers, others): whether it holds of the two."""
    flags = np.zeros((len(related), others), np.bool_)
    for at in range(len(related)):
        flags[at, list(related.row(at))] = True
    return flags


def offers(people: People) -> Longs:
    """(people, goals): 1 where the person helps with the goal."""
    goals = np.arange(people.goals_sought.shape[1])
    return (people.goals_offered[:, None].astype(np.int64) >> goals) & 1


def years_ahead(seekers: People, others: People) -> Longs:
    """(seekers, others): hundredths of a year by which the other is ahead in the area that the seeker seeks; at large
    where the seeker seeks none.
    """
    known = seekers.area >= 0
    across = max(width(others.years), int(seekers.area.max(initial=0)) + 1)
    years = np.tile(others.most_years.astype(np.int64), (len(seekers), 1))
    years[known] = dense(others.years, across)[:, seekers.area[known]].T
    return years - seekers.years_in_area[:, None]


def years_apart(seekers: People, others: People) -> Longs:
    """(seekers, others): hundredths of a year by which the two differ at large."""
    return np.asarray(np.abs(seekers.most_years[:, None].astype(np.int64) - others.most_years[None, :]), np.int64)


def divided(amount: Longs, by: Longs | int) -> Longs:
    """Half up; nothing where there is nothing to divide by."""
    parts = np.maximum(by, 1)
    return np.asarray(np.where(np.asarray(by) > 0, (amount + parts // 2) // parts, 0), np.int64)
