"""The smallest single change that would have given somebody a match, out of what the engine counted."""

from dataclasses import dataclass

from mentormesh_contracts.vocabulary import Constraint
from services.matching.domain.cycles.left_out import SmallestChange, Unit
from services.matching.domain.rules.hours import HOURS_A_BLOCK
from services.matching.engine.arrays import HUNDREDTHS, Flags
from services.matching.engine.columns import Forbidden
from services.matching.engine.scoring import Tally

EASIEST_FIRST = (
    Forbidden.TIME,
    Forbidden.LANGUAGE,
    Forbidden.SCREENING,
    Forbidden.EXPERIENCE,
    Forbidden.PROGRAMME_RULE,
    Forbidden.DISCIPLINE,
    Forbidden.AGREEMENT,
)
"""What the person can change, then what a coordinator can, then what two organisations can. What protects people
(never-with, reporting lines, vetoes) is never proposed as what should yield.
"""


@dataclass(frozen=True)
class Chances:
    """Of one person who was left out."""

    is_screened: bool
    """As far as the policy asks for it."""
    tally: Tally
    at: int
    """Their row in the tally."""
    had_place: Flags
    """By eligible other: whether they had a place to begin with."""
    had_room: Flags
    """By eligible other: whether the agreement had one."""
    has_place: Flags
    """By eligible other: whether they have one left."""
    has_room: Flags
    """By eligible other: whether the agreement has one left."""


def smallest_change(chances: Chances, fewer: int, last: Constraint, *, are_peers: bool) -> SmallestChange | None:
    """None if no single change would do. `fewer`: people by which a group would have to be smaller; 0 if unknown.

    A pair that one constraint alone forbids, with an other who has a place left: were it allowed, the most who can be
    matched would be one more, and none of those matchings leaves the person out.
    """
    if not len(chances.had_place):
        return _one_constraint(chances)
    if last is Constraint.GROUP_SIZE:
        return _a_smaller_group(chances, fewer)
    if lacks_room := int((chances.has_place & ~chances.has_room).sum()):
        return SmallestChange(constraint=Constraint.QUOTA, candidates=lacks_room, amount=1, unit=Unit.PLACES)
    if lacks_place := int((~chances.has_place & chances.has_room).sum()):
        if are_peers:
            return SmallestChange(constraint=last, candidates=lacks_place, amount=1, unit=Unit.PEOPLE)
        return SmallestChange(constraint=Constraint.PLACES, candidates=lacks_place, amount=1, unit=Unit.PLACES)
    return None


def _a_smaller_group(chances: Chances, fewer: int) -> SmallestChange | None:
    mentors = int((chances.has_place & chances.has_room).sum())
    if not fewer:
        return None
    return SmallestChange(constraint=Constraint.GROUP_SIZE, candidates=mentors, amount=fewer, unit=Unit.PEOPLE)


def _one_constraint(chances: Chances) -> SmallestChange | None:
    free, shortfall = chances.tally.free[chances.at], chances.tally.shortfall[chances.at]
    for each in EASIEST_FIRST:
        # Another's screening is their secret, and nothing that could be asked of anybody here.
        if each is Forbidden.SCREENING and chances.is_screened:
            continue
        if count := int(free[each]):
            amount, unit = _measured(each, int(shortfall[each]))
            return SmallestChange(constraint=Constraint[each.name], candidates=count, amount=amount, unit=unit)
    return None


def _measured(constraint: Forbidden, shortfall: int) -> tuple[float | None, Unit | None]:
    if constraint is Forbidden.TIME:
        return shortfall * HOURS_A_BLOCK, Unit.HOURS
    if constraint is Forbidden.EXPERIENCE:
        return shortfall / HUNDREDTHS, Unit.YEARS
    return None, None
