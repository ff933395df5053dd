"""Integer programmes whose variables are all 0 or 1, solved by HiGHS."""

from dataclasses import dataclass, field
from typing import NamedTuple

import highspy
import numpy as np

from services.matching.engine.arrays import Floats, Ints, Longs

NO_LIMIT = float("inf")


@dataclass
class Rows:
    """Rows of a constraint matrix in the making: `low <= row <= high`."""

    row: list[Longs] = field(default_factory=list)
    column: list[Longs] = field(default_factory=list)
    entry: list[Floats] = field(default_factory=list)
    low: list[Floats] = field(default_factory=list)
    high: list[Floats] = field(default_factory=list)
    count: int = 0

    def add(self, high: Longs, *parts: tuple[Ints | Longs, Longs, Longs | int]) -> None:
        """As many rows as `high` has entries, from parts of (row, column, entry)."""
        for row, column, entry in parts:
            self.row.append(np.asarray(row, np.int64) + self.count)
            self.column.append(np.asarray(column, np.int64))
            self.entry.append(np.broadcast_to(np.asarray(entry, np.float64), row.shape))
        self.low.append(np.full(len(high), -np.inf))
        self.high.append(high.astype(np.float64))
        self.count += len(high)

    def at_least(self, low: int, columns: int) -> None:
        """One row: so many of all the variables are 1."""
        every = np.arange(columns)
        self.add(np.zeros(1, np.int64), (np.zeros(columns, np.int64), every, 1))
        self.low[-1], self.high[-1] = np.array([float(low)]), np.array([np.inf])


class Solved(NamedTuple):
    """What was found."""

    values: Floats | None
    """By variable: 0 or 1, within HiGHS' tolerance; None if nothing was found within the limits."""
    bound: float | None
    """No choice gains more; None if nothing is known."""
    is_proven: bool
    """Whether what was found gains as much."""


def greatest(gain: Floats, rows: Rows, *, nodes: int, seconds: float = NO_LIMIT) -> Solved:
    """The choice of variables that gains most, by so many branches and so long at most."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (
        ("output_flag", False),
        ("mip_max_nodes", nodes),
        ("time_limit", seconds),
        ("mip_rel_gap", 0.0),
    ):
        solver.setOptionValue(name, value)
    solver.passModel(_model(-gain, rows))
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(solver.getSolution().col_value, np.float64) if found else None
    is_proven = status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
    return Solved(values, -info.mip_dual_bound if np.isfinite(info.mip_dual_bound) else None, is_proven)


def _model(cost: Floats, rows: Rows) -> highspy.HighsLp:
    start, index, value = _by_column(rows, len(cost))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(cost), rows.count
    model.col_cost_ = cost
    model.col_lower_, model.col_upper_ = np.zeros(len(cost)), np.ones(len(cost))
    model.row_lower_, model.row_upper_ = np.concatenate(rows.low), np.concatenate(rows.high)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(cost)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.num_col_, model.a_matrix_.num_row_ = len(cost), rows.count
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = start, index, value
    return model


def _by_column(rows: Rows, columns: int) -> tuple[Longs, Longs, Floats]:
    """Starts, rows and entries, as HiGHS takes them. No row names a column twice."""
    row, column = np.concatenate(rows.row), np.concatenate(rows.column)
    order = np.lexsort((row, column))
    start = np.searchsorted(column[order], np.arange(columns + 1))
    return start.astype(np.int64), row[order], np.concatenate(rows.entry)[order]
