"""What is known between people and between organisations, as the engine's relations and quotas."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from mentormesh_contracts.vocabulary import Role
from services.matching.cohort.numbers import NONE, Numbers
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.pair import Ground, Roles
from services.matching.domain.ties.places import AgreementPlaces, places_id
from services.matching.domain.ties.sharing import Side
from services.matching.engine.arrays import Flags, Ints
from services.matching.engine.columns import Lists, Quotas, Relations

Pairs = Iterable[tuple[str, str]]
"""Ids of two people; which of them is the seeker does not matter."""


class Positions:
    """Where somebody stands among the seekers and among the others."""

    def __init__(self, seekers: Sequence[Participant], others: Sequence[Participant]) -> None:
        self.seekers = {each.id: at for at, each in enumerate(seekers)}
        self.others = {each.id: at for at, each in enumerate(others)}

    def lists(self, pairs: Pairs) -> Lists:
        """By seeker the others with whom they make one of the pairs, whichever of the two is named first."""
        rows: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for one, other in pairs:
            for seeker, named in ((one, other), (other, one)):
                if seeker in self.seekers and named in self.others:
                    rows[self.seekers[seeker]][self.others[named]] = 1
        return Lists.of(rows.get(at, {}) for at in range(len(self.seekers)))


def relations(
    seekers: Sequence[Participant],
    others: Sequence[Participant],
    ground: Ground,
    may_meet: Flags,
    vetoes: Pairs,
) -> Relations:
    """Between all of these."""
    positions = Positions(seekers, others)
    everyone = list({each.id: each for each in (*seekers, *others)}.values())
    return Relations(
        same=np.array([positions.others.get(each.id, NONE) for each in seekers], np.int32),
        met=positions.lists((each.id, met) for each in everyone for met in _met(each, ground.programme.id)),
        never=positions.lists((each.id, other) for each in everyone for other in each.person.never_with),
        reports=positions.lists((each.id, other) for each in everyone for other in each.person.reporting_line),
        vetoed=positions.lists(vetoes),
        seeker_prefers=_preferring(seekers, positions.others),
        other_prefers=_preferred(positions.seekers, others),
        shared=may_meet,
    )


def _met(participant: Participant, programme_id: str) -> Iterable[str]:
    return (each.person_id for each in participant.encounters if each.programme_id == programme_id)


def _preferring(seekers: Sequence[Participant], columns: Mapping[str, int]) -> Lists:
    return Lists.of({columns[id]: 1 for id in each.person.preferred if id in columns} for each in seekers)


def _preferred(rows: Mapping[str, int], others: Sequence[Participant]) -> Lists:
    wishes: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for column, each in enumerate(others):
        for id in each.person.preferred:
            if id in rows:
                wishes[rows[id]][column] = 1
    return Lists.of(wishes.get(at, {}) for at in range(len(rows)))


def apart(people: Sequence[Participant]) -> Lists:
    """By person the others who are not to share a group with them: never-with, and who reports to whom."""
    named = ((each.id, other) for each in people for other in (*each.person.never_with, *each.person.reporting_line))
    return Positions(people, people).lists(named)


def shared(numbers: Numbers, ground: Ground, roles: Roles) -> Flags:
    """By organisation and organisation: whether their people may meet in these roles in the programme."""
    found = np.zeros((len(numbers.organisations),) * 2, np.bool_)
    for one, other in _neighbours(numbers, ground):
        meet = ground.ties.allow(ground.programme, Side(one, roles.seeker), Side(other, roles.other))
        found[numbers.organisations[one], numbers.organisations[other]] = meet
    return found


def acquainted(numbers: Numbers, ground: Ground) -> Flags:
    """By organisation and organisation: whether their mentees may learn of each other."""
    found = np.zeros((len(numbers.organisations),) * 2, np.bool_)
    for one, other in _neighbours(numbers, ground):
        may = ground.ties.join(Side(one, Role.MENTEE), Side(other, Role.MENTEE))
        found[numbers.organisations[one], numbers.organisations[other]] = may
    return found


def _neighbours(numbers: Numbers, ground: Ground) -> Iterable[tuple[str, str]]:
    """Each organisation with itself, and with those that something ties it to, both ways round."""
    yield from ((each, each) for each in numbers.organisations)
    for tie in ground.ties.found.values():
        one, other = tie.between
        if one in numbers.organisations and other in numbers.organisations:
            yield from ((one, other), (other, one))


def quotas(
    numbers: Numbers,
    ground: Ground,
    places: Mapping[str, AgreementPlaces],
    seekers: Sequence[Participant],
    others: Sequence[Participant],
) -> Quotas:
    """What is left of the agreements that limit anything."""
    limited = [
        (numbers.organisations[receiver], numbers.organisations[giver], left)
        for receiver, giver in _neighbours(numbers, ground)
        if (left := _left(receiver, giver, ground, places)) is not None
    ]
    table = np.array(limited, np.int64).reshape(-1, 3)
    return Quotas(
        receiver=table[:, 0].astype(np.int32),
        giver=table[:, 1].astype(np.int32),
        limit=table[:, 2].copy(),
        seekers=_organisations(numbers, seekers),
        others=_organisations(numbers, others),
    )


def _left(receiver: str, giver: str, ground: Ground, places: Mapping[str, AgreementPlaces]) -> int | None:
    terms = ground.ties.between(receiver, giver) if receiver != giver else None
    found = places.get(places_id(terms.id, giver)) if terms else None
    return found.left if found else None


def _organisations(numbers: Numbers, people: Sequence[Participant]) -> Ints:
    return np.array([numbers.organisations[each.organisation_id] for each in people], np.int32)
