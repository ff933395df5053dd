"""The figures of what callers wait for."""

from typing import ClassVar

from tests.bench import results
from tests.bench.api.goals import GOALS
from tests.bench.results import Figures

SUMMED = ("requests", "failed_requests", "lacking_effects")


class Results(results.Results):
    """What several cases count is summed up."""

    GOALS = GOALS
    OF_A_CASE: ClassVar[tuple[str, ...]] = (
        *("busy_cores", "clients", "failures", "generator_latest_ms", "rounds", "warm_up_s"),
        *SUMMED,
    )

    def figures(self) -> Figures:
        """All cases' together, by name."""
        sums = {name: sum(case.get(name, 0) for case in self.cases.values()) for name in SUMMED}
        return super().figures() | sums
