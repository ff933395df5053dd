"""Which organisations' mentors a mentee may be offered, in the engine's numbers."""

from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np

from mentormesh_contracts.programmes import Programme
from mentormesh_contracts.vocabulary import Role
from services.matching.domain.ties.places import places_id
from services.matching.domain.ties.sharing import Side, Ties
from services.matching.engine.arrays import Bytes
from services.matching.engine.ranking.opened import CLOSED, HAS_PLACES, SHARED
from services.matching.recommending.index import Index

MOST_REMEMBERED = 1000
FOREVER = datetime.max.replace(tzinfo=UTC)


def opened(index: Index, programme: Programme, organisation_id: str, now: datetime) -> Bytes:
    """By organisation number: whether its mentors may be met by that organisation's mentees, and has places left.

    Costs a look at each of the organisation's own agreements, once; then it is remembered until one of them runs out
    or anything of the kind changes.
    """
    of = (programme.id, programme.organisation_id, programme.open_to_partners)
    asked = (organisation_id, *of, len(index.vocabulary.organisations))
    remembered: _Opened | None = index.memory.get(asked)
    if remembered is None or not remembered.since <= now < remembered.until:
        remembered = _Opened(
            _opened(index, programme, organisation_id, now), now, _runs_out(index, programme, organisation_id, now)
        )
        if len(index.memory) >= MOST_REMEMBERED:
            index.memory.clear()
        index.memory[asked] = remembered
    return remembered.found


class _Opened(NamedTuple):
    found: Bytes
    since: datetime
    until: datetime


def _runs_out(index: Index, programme: Programme, organisation_id: str, now: datetime) -> datetime:
    """When the first of the agreements does that it depends on."""
    ties = [tie for one in (organisation_id, programme.organisation_id) for tie in index.ties_of(one)]
    ends = (each.valid_until for tie in ties for each in tie.agreements)
    return min((end for end in ends if end is not None and end > now), default=FOREVER)


def _opened(index: Index, programme: Programme, organisation_id: str, now: datetime) -> Bytes:
    ties, numbers = index.ties(now), index.vocabulary.organisations
    found = np.full(len(numbers), CLOSED, np.uint8)
    mentee = Side(organisation_id, Role.MENTEE)
    for other in (organisation_id, *index.partners(organisation_id)):
        number = numbers.known(other)
        if number is not None and ties.allow(programme, mentee, Side(other, Role.MENTOR)):
            found[number] = HAS_PLACES if _has_places(index, ties, organisation_id, other) else SHARED
    return found


def _has_places(index: Index, ties: Ties, receiver: str, giver: str) -> bool:
    terms = ties.between(receiver, giver) if receiver != giver else None
    places = index.places.get(places_id(terms.id, giver)) if terms else None
    return places is None or places.left is None or places.left > 0
