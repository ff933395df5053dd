"""Compiling ahead of time."""

import numpy as np

from services.matching.engine import tiny
from services.matching.engine.arrays import PERFECT
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns import Lists
from services.matching.engine.groups.forming import form_groups
from services.matching.engine.groups.moving_kernel import form
from services.matching.engine.groups.problem import GroupProblem, Sizes
from services.matching.engine.groups.state import empty_state
from services.matching.engine.groups.table import table_of


def warm() -> None:
    """Run every kernel once on a tiny cohort, so that it is compiled and kept on disk."""
    problem = _tiny()
    form_groups(problem)
    # Not reached where the bound is met at once.
    table = table_of(problem)
    form(table, empty_state(table), 0, 0, np.zeros(1, np.int64))


def _tiny() -> GroupProblem:
    candidates = Candidates(np.arange(4), np.zeros(3, np.int32), np.full(3, PERFECT, np.int64))
    return GroupProblem(
        mentees=tiny.people(3),
        mentors=tiny.people(1),
        candidates=candidates,
        capacity=np.ones(1, np.int64),
        apart=Lists.of([{1: 0}, {}, {}]),
        acquainted=np.ones((1, 1), np.bool_),
        quotas=tiny.quotas(3, 3),
        sizes=Sizes(2, 2, 1),
    )
