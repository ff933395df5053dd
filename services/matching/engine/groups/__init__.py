"""Mentees to groups: one mentor, one topic, a language that all speak, hours that all have.

`form_groups` takes a `GroupProblem` and gives `Groups`, with a bound on the best there could be. `table` is the
problem as the kernels see it; `searching` climbs from one set of groups to a better one, `bounding` proves how far it
can be from the best, `exact` solves small cohorts by mixed-integer programming.
"""

from services.matching.engine.groups.forming import form_groups
from services.matching.engine.groups.problem import (
    CapacityNegative,
    ColumnsOfDifferentLength,
    Group,
    GroupMaximumBelowMinimum,
    GroupMinimumNotPositive,
    GroupProblem,
    Groups,
    ScoresOutOfRange,
    Sizes,
)
from services.matching.engine.groups.warming import warm

__all__ = [
    "CapacityNegative",
    "ColumnsOfDifferentLength",
    "Group",
    "GroupMaximumBelowMinimum",
    "GroupMinimumNotPositive",
    "GroupProblem",
    "Groups",
    "ScoresOutOfRange",
    "Sizes",
    "form_groups",
    "warm",
]
