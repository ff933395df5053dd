"""What forbids a pair, for all pairs of two groups of people at once."""

from collections.abc import Callable, Mapping

import numpy as np

from services.matching.engine.comparing import hours_in_common, languages_in_common, years_ahead, years_apart
from services.matching.engine.people import Flags, People, Sparse
from services.matching.engine.relations import Relations
from services.matching.engine.rules import Forbidden, Rules


def forbidden(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    """By constraint, seeker and other: whether it forbids them."""
    return np.stack([_FORBIDS[constraint](seekers, others, relations, rules) for constraint in Forbidden])


def _same(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return _where(relations.same)


def _met(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return _where(relations.met)


def _not_shared(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return ~relations.shared[seekers.organisation[:, None], others.organisation[None, :]]


def _not_screened(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return ~(seekers.passes_screening[:, None] & others.passes_screening[None, :])


def _never(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return _where(relations.never)


def _reports(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return _where(relations.reports)


def _experience(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    if rules.are_peers:
        return np.asarray(years_apart(seekers, others) > rules.peer_band)
    ahead = years_ahead(seekers, others)
    return (ahead <= 0) | (ahead < rules.minimum_gap)


def _discipline(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    same = seekers.main_discipline[:, None] == others.main_discipline[None, :]
    return np.asarray(same & rules.are_peers)


def _language(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return np.asarray(languages_in_common(seekers, others) == 0)


def _time(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    said = seekers.said_hours[:, None] & others.said_hours[None, :]
    return said & (hours_in_common(seekers, others) < rules.minimum_hours)


def _where(related: Sparse) -> Flags:
    return np.asarray(related.toarray() != 0)


_FORBIDS: Mapping[Forbidden, Callable[[People, People, Relations, Rules], Flags]] = {
    Forbidden.SAME_PERSON: _same,
    Forbidden.ALREADY_MATCHED: _met,
    Forbidden.AGREEMENT: _not_shared,
    Forbidden.SCREENING: _not_screened,
    Forbidden.NEVER_WITH: _never,
    Forbidden.REPORTING_LINE: _reports,
    Forbidden.EXPERIENCE: _experience,
    Forbidden.DISCIPLINE: _discipline,
    Forbidden.LANGUAGE: _language,
    Forbidden.TIME: _time,
}
