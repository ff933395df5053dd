"""How many mentors there are for one mentee, by what they have: counts, and nobody's position."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import Flags, Longs, Words
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.ranking.opened import CLOSED, HAS_PLACES
from services.matching.engine.ranking.prepared import candidates, prepared
from services.matching.engine.ranking.row import words_of
from services.matching.engine.ranking.sifting_kernel import sift
from services.matching.engine.ranking.sought import Sought
from services.matching.engine.ranking.store import Mentors

GOALS = 6


class Count(NamedTuple):
    """Of the mentee's own organisation, and of all others."""

    own: int
    others: int


@dataclass(frozen=True)
class Supply:
    """Mentors of the programme whom the mentee may meet, and of them those who ..."""

    mentors: Count
    offering: tuple[Count, ...]
    """By goal: offer it."""
    hours: Count
    """Have hours enough in common with the mentee; whoever said none has."""
    language: Count
    places: Count
    """Have a place left, of their own and under the agreement."""
    eligible: Count
    """Have all of that, and nothing else forbids the pair."""


def supply(mentors: Mentors, sought: Sought) -> Supply:
    """In numpy: some milliseconds for 100,000 mentors."""
    mentors.fit(sought.mentee)
    asked, held = prepared(mentors, sought), mentors.held()
    home = asked.opened[held.organisation]
    within = positions_in(mentors.enrolled(sought.programme))
    within = within[home[within] != CLOSED]
    is_own = held.organisation[within] == sought.mentee.organisation

    def count(flags: Flags) -> Count:
        own = int(np.count_nonzero(flags & is_own))
        return Count(own, int(np.count_nonzero(flags)) - own)

    free = np.isin(within, positions_in(mentors.free())) & (home[within] == HAS_PLACES)
    space = mentors.space()
    eligible = space.found[: sift(candidates(mentors, sought), asked, held, space)]
    return Supply(
        mentors=count(np.ones(len(within), np.bool_)),
        offering=tuple(count((held.goals_offered[within] >> goal & 1).astype(np.bool_)) for goal in range(GOALS)),
        hours=count(_has_hours(mentors, sought, within)),
        language=count((held.languages[within] & asked.languages).any(axis=1)),
        places=count(free),
        eligible=count(free & np.isin(within, eligible)),
    )


def positions_in(bits: Words) -> Longs:
    """The positions of a set, ascending."""
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little"))


def _has_hours(mentors: Mentors, sought: Sought, within: Longs) -> Flags:
    held, row = mentors.held(), sought.mentee
    common = np.bitwise_count(held.hours[within] & words_of(row.hours, HOUR_WORDS)).sum(axis=1, dtype=np.int64)
    unsaid = ~held.said_hours[within] | (not row.said_hours)
    return np.asarray(unsaid | (common >= sought.rules.minimum_blocks), np.bool_)
