"""The search for groups: ascent, and more weight for whoever is left out.

A climb ends where no single group can be changed for the better. From there every mentee who is left out counts half
a bonus more, and it climbs on: those who are hard to place get the places that others can do without (breakout;
Morris 1993). After some rounds in vain it goes on from the best that was met, without the weights.
"""

import numpy as np
from numpy.random import PCG64, Generator

from services.matching.engine.arrays import NOBODY, PERFECT
from services.matching.engine.groups.ascent_kernel import ALL, sweep
from services.matching.engine.groups.state import EXTRA, LANE, SEEN, SUM, TOUCHED, WORTH, State, empty_state
from services.matching.engine.groups.table import BONUS, Table

STARTS = 3
START_PAIRS = 5_000
"""Where there are more pairs, one start has to do."""
ROUNDS_AT_MOST, ROUNDS_AT_LEAST = 200, 6
ROUND_PAIRS = 2_000_000
"""Pairs to be looked at in all rounds together."""
PATIENCE = 30
"""Rounds in vain, after which it goes back; after so many returns in vain it ends."""
RETURNS = 2
SWEEPS, SWEEP_PAIRS = 3, 200_000
"""In one round; where there are more pairs, one has to do. The last climb ends only where nothing changes."""
SWEEPS_AT_LAST = 40


def search(table: Table, seed: int) -> State:
    """Groups that keep every rule, and none of which can be bettered by itself."""
    starts = STARTS if len(table.pair) <= START_PAIRS else 1
    found = [_break_out(table, Generator(PCG64([seed, start]))) for start in range(starts)]
    return max(found, key=lambda state: state.total)


def climb(table: Table, state: State, random: Generator, sweeps: int = SWEEPS_AT_LAST) -> None:
    """Let every lane better itself, in random order, until none can."""
    for _ in range(sweeps):
        if not sweep(table, state, random.permutation(table.lanes), ALL, True):
            break


def _break_out(table: Table, random: Generator) -> State:
    state = empty_state(table)
    climb(table, state, random, SWEEPS)
    best, total, waited, returns = state.copy(), state.total, 0, 0
    for _ in range(_rounds(table)):
        _weigh(table, state)
        climb(table, state, random, SWEEPS if len(table.pair) <= SWEEP_PAIRS else 1)
        waited += 1
        if state.total > total:
            best, total, waited, returns = state.copy(), state.total, 0, 0
        elif waited == PATIENCE and returns == RETURNS:
            break
        elif waited == PATIENCE:
            state.become(best)
            _unweigh(state)
            waited, returns = 0, returns + 1
    _unweigh(best)
    climb(table, best, random)
    return best


def _rounds(table: Table) -> int:
    return max(ROUNDS_AT_LEAST, min(ROUNDS_AT_MOST, ROUND_PAIRS // len(table.pair)))


def _weigh(table: Table, state: State) -> None:
    out = np.flatnonzero(state.mentee[:, LANE] == NOBODY)
    state.mentee[out, EXTRA] += max(int(table.size[BONUS]), PERFECT) // 2
    state.clock[0] += 1
    state.mentee[out, TOUCHED] = state.clock[0]


def _unweigh(state: State) -> None:
    """Everything counts as it is, and every lane is to be looked at anew."""
    inside = np.flatnonzero(state.mentee[:, LANE] != NOBODY)
    extra = state.mentee[inside, EXTRA]
    state.mentee[inside, WORTH] -= extra
    np.subtract.at(state.lane[:, SUM], state.mentee[inside, LANE], extra)
    state.mentee[:, EXTRA] = 0
    state.lane[:, SEEN] = -1
