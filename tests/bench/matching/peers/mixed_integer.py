"""HiGHS: our own mixed-integer programme of groups, on one thread, for as long as it is given."""

import math

import highspy
import numpy as np

from tests.bench.matching.measured import Memory, answer, job, timed

SCALE = 1e8


def programme(path: str) -> "highspy.HighsLp":
    """Zeros and ones; costs in whole scores."""
    with np.load(path) as stored:
        cost, start, column, entry, low, high = (
            stored[name] for name in ("cost", "start", "column", "entry", "low", "high")
        )
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(cost), len(low)
    model.col_cost_, model.col_lower_, model.col_upper_ = cost / SCALE, np.zeros(len(cost)), np.ones(len(cost))
    model.row_lower_, model.row_upper_ = low, high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_col_, model.a_matrix_.num_row_ = len(cost), len(low)
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = start, column, entry
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(cost)
    return model


def whole(value: float) -> float | None:
    """In scores; None where the solver found none in its time."""
    return value * SCALE if math.isfinite(value) else None


def main() -> None:
    """Solve once; passing the model on is not timed."""
    asked = job()
    memory = Memory()
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (("output_flag", False), ("threads", 1), ("time_limit", float(asked["limit"]))):
        solver.setOptionValue(name, value)
    solver.passModel(programme(asked["programme"]))
    _, seconds = timed(solver.run, times=1)
    info = solver.getInfo()
    answer(
        {
            "seconds": seconds,
            "peak_mb": memory.peak(),
            "upper_bound": whole(-info.mip_dual_bound),
            "total": whole(-info.objective_function_value),
            "status": solver.modelStatusToString(solver.getModelStatus()),
        }
    )


if __name__ == "__main__":
    main()
