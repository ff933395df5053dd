"""What somebody declares, and how they are rated, in ten-thousandths: the same numbers in a cohort and in the index."""

from mentormesh_contracts.people import Person
from mentormesh_contracts.vocabulary import Goal, Quality
from services.matching.cohort.shares import by_rank, whole, whole_shares
from services.matching.domain.participants.participant import Participant

ENOUGH_RATERS = 3
"""Fewer raters' scores do not count, so that nobody can tell from an explanation what a single one said."""
ASSUMED = 0.7
"""What is assumed of a quality that too few have rated."""


def goals_sought(person: Person) -> tuple[int, ...]:
    """By goal, the one named first most."""
    dear = dict(zip(person.goals_sought, by_rank(len(person.goals_sought)), strict=True))
    return tuple(dear.get(goal, 0) for goal in Goal)


def qualities_wished(person: Person) -> tuple[int, ...]:
    """By quality; all alike where nothing is wished for."""
    wished = [person.wished_qualities.get(quality, 0.0) for quality in Quality]
    return tuple(whole_shares(wished if any(wished) else [1.0] * len(wished)))


def qualities_rated(participant: Participant) -> tuple[int, ...]:
    """By quality."""
    known = {score.quality: score.mean for score in participant.scores if score.raters >= ENOUGH_RATERS}
    return tuple(whole(known.get(quality, ASSUMED)) for quality in Quality)
