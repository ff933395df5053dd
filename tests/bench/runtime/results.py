"""The figures of handlers, relay and replicas."""

import os
from pathlib import Path
from typing import ClassVar, Self

from tests.bench import results
from tests.bench.runtime.goals import GOALS
from tests.bench.runtime.run import Run


class Results(results.Results):
    """A case that is measured again may be so on another broker than the others: each says on which."""

    GOALS = GOALS
    OF_A_CASE: ClassVar[tuple[str, ...]] = ("measured",)

    @classmethod
    def begin(cls, target: Path, run: Run, *, afresh: bool) -> Self:
        """With nothing, or with what was kept before when only some cases are measured again."""
        sizes = {"events": run.events, "aggregates": run.aggregates, "quick": run.quick}
        begun = cls(target, {**sizes, "broker": run.broker(), "cores": len(os.sched_getaffinity(0))})
        if not afresh:
            begun.take_over()
        return begun
