"""What forbids a pair, for all pairs of two groups of people: the plain measure that kernels are held to."""

from collections.abc import Callable, Mapping

import numpy as np

from services.matching.engine.arrays import Flags
from services.matching.engine.columns import Forbidden, People, Relations, Rules
from services.matching.engine.scoring.common import in_common, marked, years_ahead, years_apart


def forbidden(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    """(constraints, seekers, others): whether it forbids the pair. Dense: 12 bytes a pair."""
    return np.stack([_FORBIDS[constraint](seekers, others, relations, rules) for constraint in Forbidden])


def _same(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return np.asarray(relations.same[:, None] == np.arange(len(others))[None, :], np.bool_)


def _met(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return marked(relations.met, len(others))


def _not_shared(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return ~relations.shared[seekers.organisation[:, None], others.organisation[None, :]]


def _not_screened(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return ~(seekers.passes_screening[:, None] & others.passes_screening[None, :])


def _never(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return marked(relations.never, len(others))


def _reports(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return marked(relations.reports, len(others))


def _vetoed(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return marked(relations.vetoed, len(others))


def _programme(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    forbids = np.zeros((len(seekers), len(others)), np.bool_)
    if rules.other_organisation:
        forbids |= seekers.organisation[:, None] == others.organisation[None, :]
    if rules.common_discipline and not rules.are_peers:
        forbids |= in_common(seekers.disciplines, others.disciplines) == 0
    if not rules.are_peers:
        forbids |= years_ahead(seekers, others) > rules.maximum_gap
    return forbids


def _experience(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    if rules.are_peers:
        return np.asarray(years_apart(seekers, others) > rules.peer_band, np.bool_)
    ahead = years_ahead(seekers, others)
    return np.asarray((ahead <= 0) | (ahead < rules.minimum_gap), np.bool_)


def _discipline(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    same = seekers.main_discipline[:, None] == others.main_discipline[None, :]
    return np.asarray(same & rules.are_peers, np.bool_)


def _language(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return np.asarray(in_common(seekers.languages, others.languages) == 0, np.bool_)


def _time(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    said = seekers.said_hours[:, None] & others.said_hours[None, :]
    return np.asarray(said & (in_common(seekers.hours, others.hours) < rules.minimum_blocks), np.bool_)


_FORBIDS: Mapping[Forbidden, Callable[[People, People, Relations, Rules], Flags]] = {
    Forbidden.SAME_PERSON: _same,
    Forbidden.ALREADY_MATCHED: _met,
    Forbidden.AGREEMENT: _not_shared,
    Forbidden.SCREENING: _not_screened,
    Forbidden.NEVER_WITH: _never,
    Forbidden.REPORTING_LINE: _reports,
    Forbidden.VETO: _vetoed,
    Forbidden.PROGRAMME_RULE: _programme,
    Forbidden.EXPERIENCE: _experience,
    Forbidden.DISCIPLINE: _discipline,
    Forbidden.LANGUAGE: _language,
    Forbidden.TIME: _time,
}
