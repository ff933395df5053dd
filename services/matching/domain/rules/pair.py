"""What forbids two people to be matched in a programme."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Policy, Programme
from mentormesh_contracts.vocabulary import Constraint, Role, Screening
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.experience import (
    ahead,
    are_peers,
    hundredths,
    main_discipline,
    makes_a_mentor,
    primary_languages,
)
from services.matching.domain.rules.hours import hours_in_common, usual_blocks
from services.matching.domain.ties.sharing import Side, Ties

CONFIDENTIAL = frozenset((Constraint.NEVER_WITH, Constraint.REPORTING_LINE, Constraint.SCREENING, Constraint.VETO))
"""They act, but are told to nobody: they may be the other side's secret."""
FORMALITIES = frozenset((Constraint.TIME, Constraint.LANGUAGE))
"""Two who know each other have found a way."""


@dataclass(frozen=True)
class Ground:
    """What a pair is judged on, beside the two themselves."""

    programme: Programme
    policy: Policy
    ties: Ties
    monday: date
    waived: frozenset[Constraint] = frozenset()


@dataclass(frozen=True)
class Pair:
    """A mentor and a mentee, or two peers."""

    seeker: Participant
    """The mentee, or a peer."""
    other: Participant
    """The mentor, or the other peer."""

    @property
    def people(self) -> tuple[Person, Person]:
        """The two as they declared themselves."""
        return self.seeker.person, self.other.person


@dataclass(frozen=True)
class Roles:
    """In which roles the two meet."""

    seeker: Role
    other: Role

    @property
    def are_peers(self) -> bool:
        """Whether neither is the mentor."""
        return self.seeker is Role.PEER


PAIR = Roles(Role.MENTEE, Role.MENTOR)
PEERS = Roles(Role.PEER, Role.PEER)


def objection(pair: Pair, roles: Roles, ground: Ground) -> Constraint | None:
    """The first constraint that forbids the pair, in the order of `FORBIDS`; None if they may be matched."""
    for constraint, forbids in FORBIDS.items():
        if constraint not in ground.waived and forbids(pair, roles, ground):
            return constraint
    return None


def _same_person(pair: Pair, roles: Roles, ground: Ground) -> bool:
    return pair.seeker.id == pair.other.id


def _met_before(pair: Pair, roles: Roles, ground: Ground) -> bool:
    programme_id = ground.programme.id
    return pair.seeker.has_met(programme_id, pair.other.id) or pair.other.has_met(programme_id, pair.seeker.id)


def _not_shared(pair: Pair, roles: Roles, ground: Ground) -> bool:
    one = Side(pair.seeker.organisation_id, roles.seeker)
    return not ground.ties.allow(ground.programme, one, Side(pair.other.organisation_id, roles.other))


def _not_in_role(pair: Pair, roles: Roles, ground: Ground) -> bool:
    sides = ((pair.seeker, roles.seeker), (pair.other, roles.other))
    return not all(each.takes_role(role) and each.enrolment(ground.programme.id, role) for each, role in sides)


def _not_screened(pair: Pair, roles: Roles, ground: Ground) -> bool:
    return not all(passes_screening(person, ground.policy) for person in pair.people)


def passes_screening(person: Person, policy: Policy) -> bool:
    """Whether the person may be matched at all: cleared where the policy asks for it, and refused nowhere."""
    if policy.screening_required:
        return person.screening is Screening.CLEARED
    return person.screening is not Screening.REFUSED


def _never(pair: Pair, roles: Roles, ground: Ground) -> bool:
    one, other = pair.people
    return other.id in one.never_with or one.id in other.never_with


def _one_reports(pair: Pair, roles: Roles, ground: Ground) -> bool:
    one, other = pair.people
    return other.id in one.reporting_line or one.id in other.reporting_line


def _against_the_programme(pair: Pair, roles: Roles, ground: Ground) -> bool:
    one, other = pair.people
    policy = ground.policy
    if policy.other_organisation and one.organisation_id == other.organisation_id:
        return True
    if roles.are_peers:
        return False
    if policy.common_discipline and one.disciplines.keys().isdisjoint(other.disciplines):
        return True
    most = policy.maximum_experience_gap
    return most is not None and ahead(other, one) > hundredths(most)


def _wrong_experience(pair: Pair, roles: Roles, ground: Ground) -> bool:
    one, other = pair.people
    if roles.are_peers:
        return not are_peers(one, other, ground.policy.peer_experience_band)
    return not makes_a_mentor(ahead(other, one), ground.policy.minimum_experience_gap)


def _same_discipline(pair: Pair, roles: Roles, ground: Ground) -> bool:
    one, other = pair.people
    return roles.are_peers and main_discipline(one) == main_discipline(other)


def _no_language(pair: Pair, roles: Roles, ground: Ground) -> bool:
    one, other = pair.people
    return primary_languages(one).isdisjoint(primary_languages(other))


def _no_time(pair: Pair, roles: Roles, ground: Ground) -> bool:
    one, other = pair.people
    if not (one.weekly_hours and other.weekly_hours):
        return False
    common = hours_in_common(usual_blocks(one, ground.monday), usual_blocks(other, ground.monday))
    return common < ground.policy.minimum_overlap_hours


FORBIDS: Mapping[Constraint, Callable[[Pair, Roles, Ground], bool]] = {
    Constraint.SAME_PERSON: _same_person,
    Constraint.ALREADY_MATCHED: _met_before,
    Constraint.AGREEMENT: _not_shared,
    Constraint.ROLE: _not_in_role,
    Constraint.SCREENING: _not_screened,
    Constraint.NEVER_WITH: _never,
    Constraint.REPORTING_LINE: _one_reports,
    Constraint.PROGRAMME_RULE: _against_the_programme,
    Constraint.EXPERIENCE: _wrong_experience,
    Constraint.DISCIPLINE: _same_discipline,
    Constraint.LANGUAGE: _no_language,
    Constraint.TIME: _no_time,
}
"""In the order in which a pair is told of. Hours that were not said forbid nothing."""
