"""People with people: a cycle of peers."""

import numpy as np

from mentormesh_contracts.vocabulary import Objective
from services.matching.cohort.auditing import Proof
from services.matching.cohort.explaining import explain_peers
from services.matching.cohort.found import Found, Pinned, Tell
from services.matching.cohort.gather import Cohort
from services.matching.cohort.proposal import Proposal
from services.matching.engine import scoring
from services.matching.engine.arrays import NOBODY, PERFECT, Flags
from services.matching.engine.candidates import Candidates
from services.matching.engine.peers import Pairing, most_matched_bonus, pair_up

DECIMALS = 8
ALL_TO = 4_000
"""People up to whom every eligible pair is looked at."""
BEST = 20
"""Candidates of each person above that."""


def plan_peers(cohort: Cohort, pins: Pinned, seed: int, tell: Tell) -> Found:
    """Everyone with one other at most, as far as quotas and the objective go."""
    tell("scoring")
    candidates = _candidates(cohort, pins.chosen == NOBODY)
    bonus = 0 if cohort.ground.policy.objective is Objective.BEST_TOTAL else most_matched_bonus(candidates)
    tell("assigning")
    pairing = pair_up(candidates, bonus=bonus, quotas=pins.quotas if len(pins.quotas) else None, seed=seed)
    partner = np.where(pins.chosen != NOBODY, pins.chosen, pairing.partner)
    tell("explaining")
    ones = np.flatnonzero(partner > np.arange(len(partner)))
    pairs = np.stack([ones, partner[ones]], axis=1).astype(np.int64)
    proposals = [
        Proposal(None, (cohort.seekers[one].id, cohort.seekers[other].id), explanation)
        for (one, other), explanation in zip(pairs.tolist(), explain_peers(cohort, pairs), strict=True)
    ]
    matched = np.flatnonzero(partner != NOBODY)
    return Found(
        proposals,
        _proof(pairing, bonus, proposals),
        matched=partner != NOBODY,
        free=partner == NOBODY,
        quotas=cohort.quotas.after(matched, partner[matched]),
        fewer=np.zeros(len(partner), np.int64),
    )


def _candidates(cohort: Cohort, free: Flags) -> Candidates:
    asked = (cohort.seeker_columns, cohort.other_columns, cohort.relations, cohort.rules)
    everybody = len(cohort.seekers) <= ALL_TO
    found = scoring.eligible(*asked) if everybody else scoring.best(*asked, BEST)
    return found.only(free[found.seeker()] & free[found.other])


def _proof(pairing: Pairing, bonus: int, proposals: list[Proposal]) -> Proof:
    # What was pinned is no choice: it counts the same in the total and in the bound.
    total, bound = (each - bonus * pairing.matched for each in (pairing.total, pairing.upper_bound))
    fixed = round(sum(each.explanation.score for each in proposals) * PERFECT) - total
    return Proof(
        upper_bound=round((bound + fixed) / PERFECT, DECIMALS),
        gap=(bound - total) / (bound + fixed) if bound + fixed > 0 else 0.0,
    )
