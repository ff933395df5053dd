"""On which pairs an organisation may rule: those that it may see as candidates."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import ProgrammeKind, Role
from services.deciding import Command, Needing, Unknown, need_each
from services.matching.domain.participants.participant import Participant
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.rules.pair import PAIR, PEERS, Pair, Roles
from services.matching.domain.ties.sharing import Side, Ties, ties_among


class Rule(Command):
    """An organisation's coordinator rules on a pair of a programme."""

    organisation_id: Identifier
    programme_id: Identifier
    person_id: Identifier
    other_id: Identifier


class Seen(NamedTuple):
    """A pair, as an organisation may see it."""

    pair: Pair
    roles: Roles
    ties: Ties


class _Asked(NamedTuple):
    field: str
    id: str
    role: Role
    opposite: Role


def pair_in_sight(programme: MentoringProgramme, rule: Rule, now: datetime) -> Needing[Seen]:
    """The two, if the organisation may rule on them.

    The programme's organisation may on every two whom it may see as candidates, any other one only if one of the two
    is its own. Raises Unknown for anybody else, in the same words as if there were none.
    """
    roles = PEERS if programme.public.kind is ProgrammeKind.PEER else PAIR
    people = yield from need_each(Participant, (rule.person_id, rule.other_id))
    organisations = {each.organisation_id for each in people.values()}
    ties = yield from ties_among((*organisations, programme.public.organisation_id, rule.organisation_id), now)
    may_at_all = rule.organisation_id in (programme.public.organisation_id, *organisations)
    for asked in _asked(rule, roles):
        found = people.get(asked.id)
        if found is None or not may_at_all or not _in_sight(programme, rule.organisation_id, found, asked, ties):
            raise Unknown(Participant.KIND, asked.id, field=asked.field)
    return Seen(Pair(people[rule.person_id], people[rule.other_id]), roles, ties)


def _asked(rule: Rule, roles: Roles) -> Iterator[_Asked]:
    yield _Asked("person_id", rule.person_id, roles.seeker, roles.other)
    yield _Asked("other_id", rule.other_id, roles.other, roles.seeker)


def _in_sight(
    programme: MentoringProgramme, organisation_id: str, found: Participant, asked: _Asked, ties: Ties
) -> bool:
    if found.organisation_id == organisation_id:
        return True
    one, other = Side(organisation_id, asked.opposite), Side(found.organisation_id, asked.role)
    return found.enrolment(programme.id, asked.role) is not None and ties.allow(programme.public, one, other)
