"""Which organisations' mentors a mentee may be offered, in the engine's numbers."""

from datetime import datetime

import numpy as np

from mentormesh_contracts.programmes import Programme
from mentormesh_contracts.vocabulary import Role
from services.matching.domain.ties.places import places_id
from services.matching.domain.ties.sharing import Side, Ties
from services.matching.engine.arrays import Bytes
from services.matching.engine.ranking.opened import CLOSED, HAS_PLACES, SHARED
from services.matching.recommending.index import Index


def opened(index: Index, programme: Programme, organisation_id: str, now: datetime) -> Bytes:
    """By organisation number: whether its mentors may be met by that organisation's mentees, and has places left.

    Costs a look at each of the organisation's own agreements.
    """
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
