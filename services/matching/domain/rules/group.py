"""What forbids a group: it meets as one, so its mentees are considered together."""

from collections.abc import Sequence
from functools import reduce
from itertools import combinations

from mentormesh_contracts.vocabulary import Constraint, Role
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.experience import primary_languages
from services.matching.domain.rules.hours import HOURS_A_BLOCK, usual_blocks
from services.matching.domain.rules.pair import Ground
from services.matching.domain.ties.sharing import Side


def group_objection(mentor: Participant, mentees: Sequence[Participant], ground: Ground) -> Constraint | None:
    """What forbids these to form a group, beside what forbids each of them with the mentor.

    It needs an allowed size, a language that all speak, hours that all have, no two who are never to meet or of whom
    one reports to the other, and organisations that are joined two by two: each mentee learns of the others.
    """
    structure = ground.programme.structure
    if not structure.group_minimum <= len(mentees) <= structure.group_maximum:
        return Constraint.GROUP_SIZE
    if any(_may_not_know(one, other, ground) for one, other in combinations(mentees, 2)):
        return Constraint.AGREEMENT
    if any(_never(one, other) for one, other in combinations(mentees, 2)):
        return Constraint.NEVER_WITH
    if any(_one_reports(one, other) for one, other in combinations(mentees, 2)):
        return Constraint.REPORTING_LINE
    everyone = (mentor, *mentees)
    if not frozenset.intersection(*(primary_languages(each.person) for each in everyone)):
        return Constraint.LANGUAGE
    return Constraint.TIME if _hours_of_all(everyone, ground) < ground.policy.minimum_overlap_hours else None


def _may_not_know(one: Participant, other: Participant, ground: Ground) -> bool:
    return not ground.ties.join(Side(one.organisation_id, Role.MENTEE), Side(other.organisation_id, Role.MENTEE))


def _never(one: Participant, other: Participant) -> bool:
    return other.id in one.person.never_with or one.id in other.person.never_with


def _one_reports(one: Participant, other: Participant) -> bool:
    return other.id in one.person.reporting_line or one.id in other.person.reporting_line


def _hours_of_all(everyone: Sequence[Participant], ground: Ground) -> float:
    said = [usual_blocks(each.person, ground.monday) for each in everyone if each.person.weekly_hours]
    if not said:
        return float("inf")
    return reduce(int.__and__, said).bit_count() * HOURS_A_BLOCK
