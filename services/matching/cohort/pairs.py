"""Mentees and mentors: a formal cycle."""

import numpy as np

from services.matching.cohort.auditing import Proof
from services.matching.cohort.explaining import explain_pairs
from services.matching.cohort.found import Found, Pinned, Tell
from services.matching.cohort.gather import Cohort
from services.matching.cohort.proposal import Proposal
from services.matching.cohort.waiting import next_for_places
from services.matching.engine.arrays import NOBODY, PERFECT
from services.matching.engine.cycle import match, would_rather
from services.matching.engine.matching import Matching

DECIMALS = 8


def plan_pairs(cohort: Cohort, pins: Pinned, seed: int, tell: Tell) -> Found:
    """One mentor for each mentee, as far as places, quotas and the objective go."""
    free = pins.open
    seekers, relations = cohort.seeker_columns.rows(free), cohort.relations.rows(free)
    matching = match(
        seekers,
        cohort.other_columns,
        relations,
        cohort.rules,
        pins.capacity,
        pins.quotas.of_seekers(free),
        objective=cohort.ground.policy.objective.value,
        seed=seed,
        tell=tell,
    )
    blocking = would_rather(matching, seekers, cohort.other_columns, relations, cohort.rules, pins.capacity)
    chosen = pins.chosen.copy()
    chosen[free] = matching.chosen
    tell("explaining")
    rows = np.flatnonzero(chosen != NOBODY)
    pairs = np.stack([rows, chosen[rows]], axis=1).astype(np.int64)
    told = explain_pairs(cohort, pairs, matching.price)
    waiting = next_for_places(matching, free) if cohort.ground.policy.pass_on else {}
    proposals = [
        Proposal(
            cohort.others[other].id,
            (cohort.seekers[seeker].id,),
            explanation,
            then=tuple(cohort.seekers[at].id for at in waiting.get(other, ())),
        )
        for (seeker, other), explanation in zip(pairs.tolist(), told, strict=True)
    ]
    used = np.bincount(pairs[:, 1], minlength=len(cohort.others))
    return Found(
        proposals,
        _proof(matching, proposals, blocking),
        matched=chosen != NOBODY,
        free=cohort.capacity > used,
        quotas=cohort.quotas.after(rows, chosen[rows]),
        fewer=np.zeros(len(chosen), np.int64),
    )


def _proof(matching: Matching, proposals: list[Proposal], blocking: int) -> Proof:
    # What was pinned is no choice: it counts the same in the total and in the bound.
    if matching.bound is None:
        return Proof(blocking_pairs=blocking)
    fixed = round(sum(each.explanation.score for each in proposals) * PERFECT) - matching.total
    return Proof(
        upper_bound=round((matching.bound + fixed) / PERFECT, DECIMALS),
        gap=matching.gap,
        gap_without_quotas=matching.gap_without_quotas,
        blocking_pairs=blocking,
    )
