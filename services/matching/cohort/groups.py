"""Mentees with one mentor and a topic: a cycle of groups."""

from dataclasses import replace

import numpy as np

from mentormesh_contracts.vocabulary import Goal, Objective
from services.matching.cohort.auditing import Proof
from services.matching.cohort.explaining import explain_group
from services.matching.cohort.found import Found, Pinned, Tell
from services.matching.cohort.gather import Cohort
from services.matching.cohort.proposal import Proposal
from services.matching.cohort.relating import acquainted, apart
from services.matching.engine import scoring
from services.matching.engine.arrays import NOBODY, Longs
from services.matching.engine.columns import Quotas
from services.matching.engine.groups import GroupProblem, Groups, Sizes, form_groups

GOALS = tuple(Goal)
ALL_TO = 4_000_000
"""Pairs of mentees and mentors up to which every eligible one is looked at."""
BEST = 50
"""Mentors of each mentee above that."""
SMALLEST = 2
"""Mentees of a group that is still one."""


def plan_groups(cohort: Cohort, pins: Pinned, seed: int, tell: Tell) -> Found:
    """Groups of an allowed size, as far as places, quotas and the objective go. Nobody is pinned to a group."""
    tell("scoring")
    problem = _problem(cohort)
    tell("assigning")
    groups = form_groups(problem, seed=seed)
    tell("explaining")
    proposals = [
        Proposal(
            cohort.others[group.mentor].id,
            tuple(cohort.seekers[mentee].id for mentee in group.mentees),
            explain_group(cohort, group.mentees, group.mentor),
            GOALS[group.topic],
        )
        for group in groups
    ]
    capacity, quotas = _left(cohort, groups)
    return Found(
        proposals,
        _proof(problem, groups),
        matched=groups.group != NOBODY,
        free=capacity > 0,
        quotas=quotas,
        fewer=_fewer(problem, np.flatnonzero(groups.group == NOBODY), capacity, quotas, seed),
    )


def _problem(cohort: Cohort) -> GroupProblem:
    asked = (cohort.seeker_columns, cohort.other_columns, cohort.relations, cohort.rules)
    everybody = len(cohort.seekers) * len(cohort.others) <= ALL_TO
    structure = cohort.ground.programme.structure
    return GroupProblem(
        mentees=cohort.seeker_columns,
        mentors=cohort.other_columns,
        candidates=scoring.eligible(*asked) if everybody else scoring.best(*asked, BEST),
        capacity=cohort.capacity,
        apart=apart(cohort.seekers),
        acquainted=acquainted(cohort.numbers, cohort.ground),
        quotas=cohort.quotas,
        sizes=Sizes(structure.group_minimum, structure.group_maximum, cohort.rules.minimum_blocks),
        most_matched=cohort.ground.policy.objective is not Objective.BEST_TOTAL,
    )


def _left(cohort: Cohort, groups: Groups) -> tuple[Longs, Quotas]:
    """By mentor the groups that they could still lead, and what is left of the quotas."""
    led = np.bincount(groups.mentor, minlength=len(cohort.others))
    mentees = np.flatnonzero(groups.group != NOBODY)
    return cohort.capacity - led, cohort.quotas.after(mentees, groups.mentor[groups.group[mentees]])


def _fewer(problem: GroupProblem, out: Longs, capacity: Longs, quotas: Quotas, seed: int) -> Longs:
    """By mentee: by how many people the smallest group would have to be smaller. Asked of the engine, size by size."""
    fewer = np.zeros(len(problem.mentees), np.int64)
    minimum = problem.sizes.minimum
    for size in range(minimum - 1, SMALLEST - 1, -1):
        if not len(out):
            break
        found = form_groups(_smaller(problem, out, size, capacity, quotas), seed=seed, exact_pairs=0)
        fewer[out[found.group[out] != NOBODY]] = minimum - size
        out = out[found.group[out] == NOBODY]
    return fewer


def _smaller(problem: GroupProblem, out: Longs, size: int, capacity: Longs, quotas: Quotas) -> GroupProblem:
    """Of those mentees alone, in groups of that size, with what is left."""
    theirs = np.isin(problem.candidates.seeker(), out)
    return replace(
        problem,
        candidates=problem.candidates.only(theirs),
        capacity=capacity,
        quotas=quotas,
        sizes=replace(problem.sizes, minimum=size, maximum=size),
    )


def _proof(problem: GroupProblem, groups: Groups) -> Proof:
    # A group's total weighs its topic as well, so that only the fraction can be compared with sums of scores.
    total, bound = (each - problem.bonus() * groups.matched for each in (groups.total, groups.upper_bound))
    return Proof(gap=min(1.0, (bound - total) / bound) if bound > 0 else 0.0)
