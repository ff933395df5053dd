"""Groups as a mixed-integer programme.

A choice is a mentor's group on a topic in a setting: open or not. A place is a mentee in a choice. Every mentee has
one place at most, places are only where the choice is open and between minimum and maximum many, a mentor opens no
more choices than they may lead, quotas hold, and no two who are apart are in one choice. Whether all in a group have
time enough in common is not said here: whoever is found together in vain is cut off, see `cutting`.
"""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import PERFECT, Longs
from services.matching.engine.groups.problem import value
from services.matching.engine.groups.table import (
    APART,
    BONUS,
    FIRST,
    LANES,
    MAXIMUM,
    MENTEE,
    MINIMUM,
    QUOTA,
    SCORE,
    SETTING_COUNT,
    SETTINGS,
    Table,
)
from services.matching.engine.integer import Rows, Solved, greatest


class Choices(NamedTuple):
    """Groups that could be; the same topic and setting stands as often as the mentor could lead it."""

    mentor: Longs
    topic: Longs
    repeats: Longs
    """Whether it is the same as the one before."""


class Places(NamedTuple):
    """Mentees in choices."""

    choice: Longs
    pair: Longs
    worth: Longs


class Programme:
    """The programme, which may be solved again after more rows are added."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.choices, self.places = _choices_and_places(table)
        self.mentee = table.pair[self.places.pair, MENTEE]
        self.rows = Rows()
        self._state()

    def __len__(self) -> int:
        return len(self.places.choice)

    def solve(self, nodes: int, seconds: float) -> Solved:
        """In so many branches and so long at most. Variables are the choices, then the places; a worth of PERFECT
        counts as 1.
        """
        opened = len(self.choices.mentor)
        worth = np.concatenate([np.zeros(opened), self.places.worth / PERFECT])
        return greatest(worth, self.rows, nodes=nodes, seconds=max(seconds, 0.01))

    def not_all(self, choice: int, places: Longs) -> None:
        """These places of a choice are never all taken."""
        here = np.zeros(len(places), np.int64)
        opened = np.array([choice])
        self.rows.add(np.zeros(1, np.int64), (here, self._column(places), 1), (here[:1], opened, 1 - len(places)))

    def _column(self, places: Longs) -> Longs:
        return places + len(self.choices.mentor)

    def _state(self) -> None:
        table, choice, place = self.table, self.places.choice, np.arange(len(self))
        every, column = np.arange(len(self.choices.mentor)), self._column(place)
        none = np.zeros(len(every), np.int64)
        self.rows.add(np.ones(table.mentees, np.int64), (self.mentee, column, 1))
        self.rows.add(np.diff(table.mentor[:, LANES]), (self.choices.mentor, every, 1))
        self.rows.add(none, (choice, column, 1), (every, every, -table.size[MAXIMUM]))
        self.rows.add(none, (choice, column, -1), (every, every, table.size[MINIMUM]))
        self.rows.add(np.zeros(len(place), np.int64), (place, column, 1), (place, choice, -1))
        again = np.flatnonzero(self.choices.repeats)
        nth = np.arange(len(again))
        self.rows.add(np.zeros(len(again), np.int64), (nth, again, 1), (nth, again - 1, -1))
        quota = table.pair[self.places.pair, QUOTA]
        limited = np.flatnonzero(quota >= 0)
        self.rows.add(table.limit, (quota[limited], column[limited], 1))
        self._keep_apart()

    def _keep_apart(self) -> None:
        known = {
            (int(choice), int(mentee)): at
            for at, (choice, mentee) in enumerate(zip(self.places.choice, self.mentee, strict=True))
        }
        for (choice, mentee), at in known.items():
            first, last = self.table.person[mentee : mentee + 2, APART]
            for other in self.table.apart[first:last]:
                beside = known.get((choice, int(other)))
                if beside is not None and at < beside:
                    self.not_all(choice, np.array([at, beside]))


def _choices_and_places(table: Table) -> tuple[Choices, Places]:
    choices: list[tuple[int, int, bool]] = []
    places: list[tuple[int, int]] = []
    for mentor in range(len(table.mentor) - 1):
        lanes = int(table.mentor[mentor + 1, LANES] - table.mentor[mentor, LANES])
        pairs = np.arange(table.mentor[mentor, FIRST], table.mentor[mentor + 1, FIRST])
        for topic, able in _able(table, mentor, pairs) if lanes else ():
            for nth in range(min(lanes, len(able) // int(table.size[MINIMUM]))):
                places += [(len(choices), pair) for pair in able.tolist()]
                choices.append((mentor, topic, nth > 0))
    opened = np.array(choices, np.int64).reshape(-1, 3).T
    taken = np.array(places, np.int64).reshape(-1, 2).T
    dear = table.dear[table.pair[taken[1], MENTEE], opened[1][taken[0]]]
    worth = table.size[BONUS] + value(table.pair[taken[1], SCORE], dear)
    return Choices(*opened), Places(taken[0], taken[1], worth)


def _able(table: Table, mentor: int, pairs: Longs) -> list[tuple[int, Longs]]:
    """By topic and setting of the mentor: who could be there. What is within another one is left out."""
    found: list[tuple[int, Longs]] = []
    for topic in range(table.dear.shape[1]):
        seeks = table.dear[table.pair[pairs, MENTEE], topic] > 0
        sets: list[set[int]] = []
        for setting in range(table.mentor[mentor, SETTING_COUNT]) if table.offers(mentor, topic) else ():
            inside = pairs[seeks & (table.pair[pairs, SETTINGS] >> setting & 1 > 0)]
            sets.append(set(inside.tolist()))
        found += [(topic, np.array(sorted(each))) for each in _largest(sets) if len(each) >= table.size[MINIMUM]]
    return found


def _largest(sets: list[set[int]]) -> list[set[int]]:
    kept: list[set[int]] = []
    for each in sorted(sets, key=len, reverse=True):
        if not any(each <= other for other in kept):
            kept.append(each)
    return kept
