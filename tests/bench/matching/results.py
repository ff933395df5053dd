"""The figures of the matching engine."""

from pathlib import Path
from typing import Any, Self

from tests.bench import results
from tests.bench.machine import processor
from tests.bench.matching.goals import GOALS
from tests.bench.matching.process import ONE_THREAD
from tests.bench.matching.run import Run
from tests.bench.results import Figures


class Results(results.Results):
    """Of five digits each."""

    GOALS = GOALS

    @classmethod
    def begin(cls, target: Path, core: int, run: Run, *, afresh: bool) -> Self:
        """With nothing, or with what was kept before when only some cases are measured again."""
        head = {"core": core, "threads": ONE_THREAD, "processor": processor(), "quick": run.quick, "seed": run.seed}
        begun = cls(target, head)
        if not afresh:
            begun.take_over()
        return begun

    def keep(self, case: str, figures: Figures) -> None:
        """Add a case's figures, and write all."""
        super().keep(case, {name: _rounded(value) for name, value in figures.items()})


def _rounded(value: Any) -> Any:
    return float(f"{value:.5g}") if isinstance(value, float) else value
