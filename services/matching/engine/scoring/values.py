"""How well each criterion is met for all pairs of two groups of people: the plain measure that kernels are held to."""

from collections.abc import Callable, Mapping

import numpy as np

from services.matching.engine.arrays import WHOLE, Longs, Words
from services.matching.engine.columns import Lists, People, Relations, Rules, Value
from services.matching.engine.scoring.common import (
    dense,
    divided,
    in_common,
    marked,
    offers,
    size,
    width,
    years_ahead,
    years_apart,
)
from services.matching.engine.scoring.scales import ENOUGH_QUARTERS, FARTHEST_GAP, LEAST_BAND, LEAST_GAP, MOST_GAP

Views = tuple[Longs, Longs]
"""(seekers, others): the seeker's view and the other's, in ten-thousandths."""


def values(seekers: People, others: People, relations: Relations, rules: Rules) -> Longs:
    """(criteria, seekers, others) in ten-thousandths: the seeker's view and the other's, by the mentee's share.

    Dense: 8 criteria of 8 bytes a pair, for tests and for a few people.
    """
    measured = _AMONG_PEERS if rules.are_peers else _MEASURED
    share = 50 if rules.are_peers else rules.mentee_share
    views = (measured[criterion](seekers, others, relations, rules) for criterion in Value)
    return np.stack([(share * mine + (100 - share) * theirs + 50) // 100 for mine, theirs in views])


def scores(seekers: People, others: People, relations: Relations, rules: Rules) -> Longs:
    """(seekers, others) in hundred-millionths: the weighted sum of the values, forbidden pairs too."""
    return np.tensordot(rules.weights, values(seekers, others, relations, rules), axes=1)


def _goals(seekers: People, others: People, relations: Relations, rules: Rules) -> Views:
    offered, sought = offers(others), seekers.goals_sought.astype(np.int64)
    wanted = (sought > 0).astype(np.int64) @ offered.T
    return sought @ offered.T, divided(WHOLE * wanted, offered.sum(axis=1)[None, :])


def _skills(seekers: People, others: People, relations: Relations, rules: Rules) -> Views:
    across = width(seekers.skills_wanted, others.skills)
    wanted, level = dense(seekers.skills_wanted, across), dense(others.skills, across)
    used = (wanted > 0).astype(np.int64) @ level.T
    return divided(wanted @ level.T, WHOLE), divided(WHOLE * used, level.sum(axis=1)[None, :])


def _disciplines(seekers: People, others: People, relations: Relations, rules: Rules) -> Views:
    return _shares(seekers.disciplines, others.disciplines)


def _experience_gap(seekers: People, others: People, relations: Relations, rules: Rules) -> Views:
    ahead = years_ahead(seekers, others)
    enough = divided(WHOLE * np.maximum(ahead, 0), LEAST_GAP)
    forgotten = WHOLE - (ahead - MOST_GAP) * WHOLE // (2 * (FARTHEST_GAP - MOST_GAP))
    value = np.clip(np.where(ahead <= MOST_GAP, enough, forgotten), 0, WHOLE)
    return value, value


def _languages(seekers: People, others: People, relations: Relations, rules: Rules) -> Views:
    return _shares(seekers.languages, others.languages)


def _time_overlap(seekers: People, others: People, relations: Relations, rules: Rules) -> Views:
    common = in_common(seekers.hours, others.hours)
    value = np.minimum(divided(WHOLE * common, max(ENOUGH_QUARTERS, rules.minimum_blocks)), WHOLE)
    return value, value


def _qualities(seekers: People, others: People, relations: Relations, rules: Rules) -> Views:
    value = divided(seekers.qualities_wished.astype(np.int64) @ others.qualities_rated.T.astype(np.int64), WHOLE)
    return value, value


def _preferences(seekers: People, others: People, relations: Relations, rules: Rules) -> Views:
    return _named(relations.seeker_prefers, len(others)), _named(relations.other_prefers, len(others))


def _disciplines_apart(seekers: People, others: People, relations: Relations, rules: Rules) -> Views:
    common = in_common(seekers.disciplines, others.disciplines)
    together = np.maximum(size(seekers.disciplines)[:, None] + size(others.disciplines)[None, :] - common, 1)
    value = divided(WHOLE * (together - common), together)
    return value, value


def _experience_alike(seekers: People, others: People, relations: Relations, rules: Rules) -> Views:
    band = max(rules.peer_band, LEAST_BAND)
    value = divided(WHOLE * np.maximum(band - years_apart(seekers, others), 0), band)
    return value, value


def _shares(seekers: Words, others: Words) -> Views:
    common = WHOLE * in_common(seekers, others)
    return divided(common, size(seekers)[:, None]), divided(common, size(others)[None, :])


def _named(related: Lists, others: int) -> Longs:
    return WHOLE * marked(related, others).astype(np.int64)


Measure = Callable[[People, People, Relations, Rules], Views]


def _both_ways(measure: Measure) -> Measure:
    def measured(one: People, other: People, relations: Relations, rules: Rules) -> Views:
        return measure(one, other, relations, rules)[0], measure(other, one, relations, rules)[0].T

    return measured


_MEASURED: Mapping[Value, Measure] = {
    Value.GOALS: _goals,
    Value.SKILLS: _skills,
    Value.DISCIPLINES: _disciplines,
    Value.EXPERIENCE_GAP: _experience_gap,
    Value.LANGUAGES: _languages,
    Value.TIME_OVERLAP: _time_overlap,
    Value.QUALITIES: _qualities,
    Value.PREFERENCES: _preferences,
}
_AMONG_PEERS: Mapping[Value, Measure] = {
    **_MEASURED,
    Value.GOALS: _both_ways(_goals),
    Value.SKILLS: _both_ways(_skills),
    Value.QUALITIES: _both_ways(_qualities),
    Value.DISCIPLINES: _disciplines_apart,
    Value.EXPERIENCE_GAP: _experience_alike,
}
"""Peers are for each other what mentor and mentee are one way; for them disciplines apart and years alike count."""
