"""The figures of operations."""

from typing import ClassVar

from tests.bench import results
from tests.bench.operations.goals import GOALS


class Results(results.Results):
    """What several cases tell of themselves stands with each."""

    GOALS = GOALS
    OF_A_CASE: ClassVar[tuple[str, ...]] = ("busy_cores", "failures", "requests", "rounds")
