"""What the kernels take: the store's columns, and what one mentee asks for."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import Bytes, Flags, Ints, Longs, Shorts, Words


class Rows(NamedTuple):
    """Rows of different lengths, for kernels."""

    start: Longs
    length: Ints
    column: Ints
    value: Shorts


class Held(NamedTuple):
    """The mentors of a store by position."""

    organisation: Ints
    languages: Words
    disciplines: Words
    years: Rows
    hours: Words
    said_hours: Flags
    goals_offered: Bytes
    rated: Shorts
    skills: Rows
    glances: Words
    """Each in four words, as `glance` says: what is in other columns too, side by side."""
    brief: Words
    """Each in five words, as `brief` says. Of skills there are marks only: skill `i` is bit `i % 64`, so that who has
    none of the bits has none of the skills."""
    free: Words
    """The set of those who have a place."""
    precedence: Words


class Asked(NamedTuple):
    """One mentee, and the rules. Values are ten-thousandths."""

    organisation: int
    area: int
    years: int
    least: int
    most: int
    """Hundredths of a year by which a mentor is ahead, at least and at most."""
    said_hours: bool
    quarters: int
    """Quarters of an hour in common, at least."""
    only_others: bool
    common_discipline: bool
    share: int
    languages: Words
    disciplines: Words
    hours: Words
    by_hours: Words
    """Hours of the week in which any quarter is free."""
    whole_hours: bool
    """Whether those say it all."""
    goals: Longs
    """By goal: how much it is sought."""
    enough: int
    """Quarters in common above which more add nothing."""
    wished: Longs
    wanted: Longs
    """By skill, of all that a mentor has: how much it is wanted."""
    wanted_marks: Words
    """By skill that is wanted: its bit."""
    wanted_shares: Longs
    """By skill that is wanted: how much."""
    weights: Longs
    opened: Bytes
    """By organisation: CLOSED, SHARED or HAS_PLACES."""


class Tables(NamedTuple):
    """How well something suits the mentee, by how much there is of it."""

    goals: Longs
    """By the set of goals that is offered."""
    times: Longs
    """By quarters in common."""
    languages: Longs
    disciplines: Longs
    """By how many are shared, and how many the mentor has."""


class Chosen(NamedTuple):
    """The best so far, best first."""

    scores: Longs
    keys: Words
    """Precedence: of two with the same score the lower one comes first."""
    positions: Ints
    found: Ints
    """Places in the arrays of `Space`."""


class Space(NamedTuple):
    """Room for everybody who may be eligible."""

    found: Ints
    """Positions, ascending."""
    ahead: Ints
    """Hundredths of a year."""
    quarters: Ints
    """Of an hour, in common."""
    score: Longs
    """What is quickly known of it."""
    most: Longs
    """What it can become."""
    order: Ints
    """Places in the arrays above."""
    beside: Longs
    """Scores of those who have no place."""
    marks: Bytes
    """By position: who of the two names the other."""


def chosen(count: int) -> Chosen:
    """Room for so many."""
    places = (np.zeros(count, np.int32) for _ in range(2))
    return Chosen(np.zeros(count, np.int64), np.zeros(count, np.uint64), *places)


def space_for(many: int) -> Space:
    """36 bytes for each."""
    ints = (np.zeros(many, np.int32) for _ in range(4))
    longs = (np.zeros(many, np.int64) for _ in range(3))
    found, ahead, quarters, order = ints
    score, most, beside = longs
    return Space(found, ahead, quarters, score, most, order, beside, np.zeros(many, np.uint8))
