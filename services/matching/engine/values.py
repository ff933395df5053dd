"""How well each criterion is met, 0 to 1, for all pairs of two groups of people at once."""

from collections.abc import Callable, Mapping

import numpy as np

from services.matching.engine.comparing import (
    count_of,
    hours_in_common,
    languages_in_common,
    product,
    years_ahead,
    years_apart,
)
from services.matching.engine.people import Floats, People
from services.matching.engine.relations import Relations
from services.matching.engine.rules import Rules, Value

ENOUGH_HOURS = 4.0
"""Weekly hours in common from which on more of them add nothing: two sessions' worth of choice."""
BEST_GAP = (5.0, 15.0)
"""Years ahead that suit best: enough to have been through it, not so many as to have forgotten it."""
FARTHEST_GAP = 40.0
DECIMALS = 4


def values(seekers: People, others: People, relations: Relations, rules: Rules) -> Floats:
    """By criterion, seeker and other. Rounded, so that a score is the sum of what an explanation shows."""
    measured = _PEER_VALUES if rules.are_peers else _VALUES
    found = np.stack([measured[value](seekers, others, relations, rules) for value in Value])
    return np.asarray(np.round(np.clip(found, 0.0, 1.0), DECIMALS), np.float64)


def _goals(seekers: People, others: People, relations: Relations, rules: Rules) -> Floats:
    return seekers.goals_sought @ others.goals_offered.T


def _skills(seekers: People, others: People, relations: Relations, rules: Rules) -> Floats:
    return product(seekers.skills_wanted, others.skills)


def _disciplines(seekers: People, others: People, relations: Relations, rules: Rules) -> Floats:
    own = np.maximum(count_of(seekers.disciplines), 1)
    return product(seekers.disciplines, others.disciplines) / own[:, None]


def _experience_gap(seekers: People, others: People, relations: Relations, rules: Rules) -> Floats:
    ahead = years_ahead(seekers, others)
    least, most = BEST_GAP
    return np.where(ahead < most, ahead / least, 1.0 - (ahead - most) / (FARTHEST_GAP - most) / 2)


def _languages(seekers: People, others: People, relations: Relations, rules: Rules) -> Floats:
    own = np.maximum(seekers.languages.sum(axis=1), 1)
    return np.asarray(languages_in_common(seekers, others) / own[:, None], np.float64)


def _time_overlap(seekers: People, others: People, relations: Relations, rules: Rules) -> Floats:
    return np.asarray(hours_in_common(seekers, others) / max(ENOUGH_HOURS, rules.minimum_hours), np.float64)


def _qualities(seekers: People, others: People, relations: Relations, rules: Rules) -> Floats:
    return seekers.qualities_wished @ others.qualities_rated.T


def _preferences(seekers: People, others: People, relations: Relations, rules: Rules) -> Floats:
    return np.asarray((relations.seeker_prefers.toarray() + relations.other_prefers.toarray()) / 2, np.float64)


def _disciplines_apart(seekers: People, others: People, relations: Relations, rules: Rules) -> Floats:
    common = product(seekers.disciplines, others.disciplines)
    together = count_of(seekers.disciplines)[:, None] + count_of(others.disciplines)[None, :] - common
    return 1.0 - common / np.maximum(together, 1)


def _experience_alike(seekers: People, others: People, relations: Relations, rules: Rules) -> Floats:
    return 1.0 - years_apart(seekers, others) / max(rules.peer_band, 1.0)


Measure = Callable[[People, People, Relations, Rules], Floats]
_VALUES: Mapping[Value, Measure] = {
    Value.GOALS: _goals,
    Value.SKILLS: _skills,
    Value.DISCIPLINES: _disciplines,
    Value.EXPERIENCE_GAP: _experience_gap,
    Value.LANGUAGES: _languages,
    Value.TIME_OVERLAP: _time_overlap,
    Value.QUALITIES: _qualities,
    Value.PREFERENCES: _preferences,
}


def _both_ways(measure: Measure) -> Measure:
    def measured(one: People, other: People, relations: Relations, rules: Rules) -> Floats:
        there, back = measure(one, other, relations, rules), measure(other, one, relations, rules)
        return (there + back.T) / 2

    return measured


_PEER_VALUES: Mapping[Value, Measure] = {
    Value.GOALS: _both_ways(_goals),
    Value.SKILLS: _both_ways(_skills),
    Value.DISCIPLINES: _disciplines_apart,
    Value.EXPERIENCE_GAP: _experience_alike,
    Value.LANGUAGES: _both_ways(_languages),
    Value.TIME_OVERLAP: _time_overlap,
    Value.QUALITIES: _both_ways(_qualities),
    Value.PREFERENCES: _preferences,
}
"""Peers are for each other what mentor and mentee are one way; for them disciplines apart and years alike count."""
