"""Mentees to mentors' places: the greatest sum with its proof, within quotas, stable, or with the best worst match."""

from services.matching.engine.assignment.assign import Assignment, assign
from services.matching.engine.assignment.blocking import blocking_pairs, material_blocking_pairs
from services.matching.engine.assignment.certificate import exact_sum, upper_bound
from services.matching.engine.assignment.maximin import maximin
from services.matching.engine.assignment.solution import Solution
from services.matching.engine.assignment.solver import solve
from services.matching.engine.assignment.solving import most_matched_bonus, taken
from services.matching.engine.assignment.stable import stable
from services.matching.engine.assignment.warming import warm

__all__ = [
    "Assignment",
    "Solution",
    "assign",
    "blocking_pairs",
    "exact_sum",
    "material_blocking_pairs",
    "maximin",
    "most_matched_bonus",
    "solve",
    "stable",
    "taken",
    "upper_bound",
    "warm",
]
