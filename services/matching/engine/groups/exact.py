"""Groups by mixed-integer programming, for small cohorts.

What the programme does not say is cut off where it is found broken, and the programme is solved again, a few times at
most (lazy constraints; Dantzig, Fulkerson and Johnson 1954). What is still broken then is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor
from time import monotonic

import numpy as np

from services.matching.engine.arrays import PERFECT, Longs
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.groups.programme import Programme
from services.matching.engine.groups.table import APART, BLOCKS, LANES, MINIMUM, ORGANISATION, Table

ROUNDS = 8
TOLERANCE = 1e-9
"""Of the solver's bound, as a share: it reckons in floating point."""


@dataclass(frozen=True)
class Chosen:
    """What the solver found."""

    groups: list[tuple[int, int, list[int]]]
    """Lane, topic, pairs; each keeps the rules."""
    upper_bound: int | None
    """On the objective, the tolerance added; None if the solver found none in time."""
    finished: bool
    """The solver came to an end with groups that keep every rule."""


def solve(table: Table, nodes: int, seconds: float) -> Chosen:
    """Solve, cut and solve again until all groups keep the rules; each time in so many branches at most."""
    end = monotonic() + seconds
    programme = Programme(table)
    if not len(programme):
        return Chosen([], 0, True)
    bound, finished, found = None, False, list[tuple[int, Longs]]()
    for _ in range(ROUNDS):
        result = programme.solve(nodes, end - monotonic())
        if result.bound is not None:
            bound = min(bound or 1 << 62, floor(result.bound * PERFECT * (1 + TOLERANCE)) + 1)
        if result.values is None:
            break
        found = list(_opened(programme, result.values))
        finished = not _cut(programme, found) and result.is_proven
        if finished or monotonic() >= end:
            break
    return Chosen(list(_kept(programme, found)), bound, finished)


def _opened(
    programme: Programme, solution: "np.ndarray[tuple[int], np.dtype[np.float64]]"
) -> Iterator[tuple[int, Longs]]:
    """Choice and places."""
    count = len(programme.choices.mentor)
    taken = np.flatnonzero(solution[count:] > 0.5)
    for choice in np.unique(programme.places.choice[taken]):
        yield int(choice), taken[programme.places.choice[taken] == choice]


def _cut(programme: Programme, found: list[tuple[int, Longs]]) -> bool:
    """Cut off the smallest part of each group that cannot be; says whether there was any."""
    broken = False
    for choice, places in found:
        mentor = int(programme.choices.mentor[choice])
        if not together(programme.table, mentor, programme.mentee[places]):
            _cut_everywhere(programme, _core(programme.table, mentor, programme.mentee[places]))
            broken = True
    return broken


def _core(table: Table, mentor: int, mentees: Longs) -> Longs:
    """Of mentees who cannot be together, so few that any others of them can."""
    for mentee in mentees:
        fewer = mentees[mentees != mentee]
        if not together(table, mentor, fewer):
            mentees = fewer
    return mentees


def _cut_everywhere(programme: Programme, mentees: Longs) -> None:
    """With any mentor with whom they cannot be together."""
    concerned = np.flatnonzero(np.isin(programme.mentee, mentees))
    choices, count = np.unique(programme.places.choice[concerned], return_counts=True)
    impossible: dict[int, bool] = {}
    for choice in choices[count == len(mentees)].tolist():
        mentor = int(programme.choices.mentor[choice])
        if impossible.setdefault(mentor, not together(programme.table, mentor, mentees)):
            programme.not_all(choice, concerned[programme.places.choice[concerned] == choice])


def together(table: Table, mentor: int, mentees: Longs) -> bool:
    """Whether these may be in one group of the mentor's: hours, languages, acquaintance, nobody apart."""
    common = np.bitwise_and.reduce(table.sets[mentees], axis=0) & table.mentor_sets[mentor]
    organisations = table.person[mentees, ORGANISATION]
    known = table.acquainted[np.ix_(organisations, organisations)] | np.eye(len(mentees), dtype=np.bool_)
    members = set(mentees.tolist())
    return bool(
        int(np.bitwise_count(common[:HOUR_WORDS]).sum()) >= table.size[BLOCKS]
        and common[HOUR_WORDS:].any()
        and known.all()
        and all(members.isdisjoint(_apart(table, mentee).tolist()) for mentee in members)
    )


def _apart(table: Table, mentee: int) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    return table.apart[table.person[mentee, APART] : table.person[mentee + 1, APART]]


def _kept(programme: Programme, found: list[tuple[int, Longs]]) -> Iterator[tuple[int, int, list[int]]]:
    """Groups in lanes, those left out who cannot be there; a group that is too small then is none."""
    table = programme.table
    lane = table.mentor[:, LANES].copy()
    for choice, places in found:
        mentor, inside = int(programme.choices.mentor[choice]), np.zeros(0, np.int64)
        for place in places:
            more = np.append(inside, place)
            inside = more if together(table, mentor, programme.mentee[more]) else inside
        if len(inside) >= table.size[MINIMUM]:
            yield int(lane[mentor]), int(programme.choices.topic[choice]), programme.places.pair[inside].tolist()
            lane[mentor] += 1
