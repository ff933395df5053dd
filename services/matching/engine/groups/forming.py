"""Mentees to groups."""

import numpy as np
from numpy.random import PCG64, Generator

from services.matching.engine.arrays import NOBODY
from services.matching.engine.groups.bounding import bound
from services.matching.engine.groups.moving_kernel import form
from services.matching.engine.groups.problem import GroupProblem, Groups
from services.matching.engine.groups.searching import climb, search
from services.matching.engine.groups.state import LANE, TOPIC, State, empty_state
from services.matching.engine.groups.table import Table, table_of

EXACT_PAIRS = 1_000
"""Eligible pairs up to which the programme ends in seconds; of two thousand it took two minutes."""
NODES = 200
"""Branches of the programme. Unlike time, their number is the same on every machine: a cycle can be replayed."""
SECONDS = 300.0
"""Only so that a worker never hangs; the branches are used up long before."""


def form_groups(
    problem: GroupProblem,
    *,
    seed: int = 0,
    exact_pairs: int = EXACT_PAIRS,
    nodes: int = NODES,
    seconds: float = SECONDS,
) -> Groups:
    """Groups that keep every rule, with a bound on the best.

    Up to `exact_pairs` eligible pairs a mixed-integer programme is solved as well, in `nodes` branches and `seconds`
    at most, and the better result is given. The same seed gives the same groups, unless time ends the programme.
    Raises what `GroupProblem.check` raises.
    """
    problem.check()
    table = table_of(problem)
    if not table.lanes:
        return _groups(table, empty_state(table), 0, proven=True)
    state = search(table, seed)
    upper = bound(table, state.total)
    if len(table.pair) > exact_pairs:
        return _groups(table, state, upper, proven=upper == state.total)
    return _exactly(table, state, upper, seed, nodes, seconds)


def _exactly(table: Table, state: State, upper: int, seed: int, nodes: int, seconds: float) -> Groups:
    from services.matching.engine.groups.exact import TOLERANCE, solve

    if upper == state.total:
        return _groups(table, state, upper, proven=True)
    chosen = solve(table, nodes, seconds)
    other = empty_state(table)
    for lane, topic, pairs in chosen.groups:
        form(table, other, lane, topic, np.array(pairs, np.int64))
    climb(table, other, Generator(PCG64(seed)))
    best = max(state, other, key=lambda each: each.total)
    upper = max(min(upper, chosen.upper_bound or upper), best.total)
    proven = chosen.finished and upper - best.total <= 2 * TOLERANCE * upper + 1
    return _groups(table, best, upper, proven=proven)


def _groups(table: Table, state: State, upper: int, *, proven: bool) -> Groups:
    """Lanes become numbers of groups, by mentor."""
    opened = np.flatnonzero(state.lane[:, TOPIC] != NOBODY)
    number = np.full(table.lanes + 1, NOBODY, np.int32)
    number[opened] = np.arange(len(opened))
    return Groups(
        table.leader[opened].astype(np.int32),
        state.lane[opened, TOPIC].astype(np.int32),
        number[state.mentee[:, LANE]],
        state.total,
        upper,
        proven,
    )
