"""A cohort: who looks for whom in a programme, as people and as arrays."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array

from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Criterion, Role
from services.matching.cohort.arrays import to_arrays
from services.matching.cohort.numbers import Numbers
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.pair import Ground, Roles
from services.matching.domain.ties.places import AgreementPlaces, places_id
from services.matching.domain.ties.sharing import Side
from services.matching.engine.people import Flags, Integers, People, Sparse
from services.matching.engine.quotas import NO_LIMIT, Quotas
from services.matching.engine.relations import Relations
from services.matching.engine.rules import Rules, Value


@dataclass(frozen=True)
class Cohort:
    """Seekers and others by position, and everything that the engine asks for."""

    ground: Ground
    seekers: Sequence[Participant]
    others: Sequence[Participant]
    numbers: Numbers
    seeker_arrays: People
    other_arrays: People
    relations: Relations
    rules: Rules
    quotas: Quotas
    places: Integers
    """By other: places left as a mentor."""


def gather(
    seekers: Iterable[Participant],
    others: Iterable[Participant],
    roles: Roles,
    ground: Ground,
    agreement_places: Mapping[str, AgreementPlaces],
) -> Cohort:
    """The cohort, in the order of ids. For peers, `others` are the seekers."""
    seekers, others = (sorted(people, key=lambda each: each.id) for people in (seekers, others))
    numbers = Numbers.of((*seekers, *others))

    def arrays(people: Sequence[Participant]) -> People:
        return to_arrays(people, numbers, ground.policy, ground.monday, as_peers=roles.are_peers)

    return Cohort(
        ground,
        seekers,
        others,
        numbers,
        arrays(seekers),
        arrays(others),
        _relations(seekers, others, ground, shared(numbers, ground, roles)),
        _rules(ground.policy, roles),
        Quotas(_places_left(numbers, ground, agreement_places), *_organisations(numbers, seekers, others)),
        np.array([other.places_left for other in others], np.int64),
    )


def _rules(policy: Policy, roles: Roles) -> Rules:
    weights = np.array([policy.weights.get(Criterion[value.name], 0.0) for value in Value], np.float64)
    return Rules(
        weights / weights.sum(),
        policy.minimum_experience_gap,
        policy.peer_experience_band,
        policy.minimum_overlap_hours,
        roles.are_peers,
    )


def shared(numbers: Numbers, ground: Ground, roles: Roles) -> Flags:
    """By organisation and organisation: whether their people may meet in these roles in the programme."""

    def may_meet(one: str, other: str) -> bool:
        return ground.ties.allow(ground.programme, Side(one, roles.seeker), Side(other, roles.other))

    return _by_organisation(numbers, may_meet)


def acquainted(numbers: Numbers, ground: Ground) -> Flags:
    """By organisation and organisation: whether their mentees may learn of each other."""
    return _by_organisation(
        numbers, lambda one, other: ground.ties.join(Side(one, Role.MENTEE), Side(other, Role.MENTEE))
    )


def _by_organisation(numbers: Numbers, holds: Callable[[str, str], bool]) -> Flags:
    names = list(numbers.organisations)
    return np.array([[holds(one, other) for other in names] for one in names], np.bool_).reshape(len(names), len(names))


def _relations(
    seekers: Sequence[Participant], others: Sequence[Participant], ground: Ground, may_meet: Flags
) -> Relations:
    rows, columns = ({each.id: at for at, each in enumerate(people)} for people in (seekers, others))

    def related(named: Callable[[Participant], Iterable[str]], back: Callable[[Participant], Iterable[str]]) -> Sparse:
        there = [(rows[each.id], columns[name]) for each in seekers for name in named(each) if name in columns]
        here = [(rows[name], columns[each.id]) for each in others for name in back(each) if name in rows]
        return _ones((*there, *here), (len(rows), len(columns)))

    def met(participant: Participant) -> Iterable[str]:
        return (each.person_id for each in participant.encounters if each.programme_id == ground.programme.id)

    return Relations(
        same=related(lambda each: (each.id,), _nobody),
        met=related(met, met),
        never=related(_never_with, _never_with),
        reports=related(_reporting_line, _reporting_line),
        seeker_prefers=related(_preferred, _nobody),
        other_prefers=related(_nobody, _preferred),
        shared=may_meet,
    )


def apart(people: Sequence[Participant]) -> Sparse:
    """By person and person: a 1 if one of them names the other in never-with, or reports to them."""
    at = {each.id: position for position, each in enumerate(people)}
    named = [
        (at[each.id], at[other])
        for each in people
        for other in (*each.person.never_with, *each.person.reporting_line)
        if other in at
    ]
    return _ones((*named, *((b, a) for a, b in named)), (len(at), len(at)))


def _nobody(participant: Participant) -> Iterable[str]:
    return ()


def _never_with(participant: Participant) -> Iterable[str]:
    return participant.person.never_with


def _reporting_line(participant: Participant) -> Iterable[str]:
    return participant.person.reporting_line


def _preferred(participant: Participant) -> Iterable[str]:
    return participant.person.preferred


def _ones(cells: Iterable[tuple[int, int]], shape: tuple[int, int]) -> Sparse:
    where = np.array(sorted(set(cells)), np.int64).reshape(-1, 2).T
    return csr_array(coo_array((np.ones(where.shape[1]), (where[0], where[1])), shape))


def _places_left(numbers: Numbers, ground: Ground, agreement_places: Mapping[str, AgreementPlaces]) -> Integers:
    """By organisation of the seeker and of the other."""
    names = list(numbers.organisations)
    return np.array(
        [[_left(receiver, giver, ground, agreement_places) for giver in names] for receiver in names], np.int64
    ).reshape(len(names), len(names))


def _left(receiver: str, giver: str, ground: Ground, agreement_places: Mapping[str, AgreementPlaces]) -> int:
    terms = ground.ties.between(receiver, giver) if receiver != giver else None
    places = agreement_places.get(places_id(terms.id, giver)) if terms else None
    return NO_LIMIT if places is None or places.left is None else places.left


def _organisations(
    numbers: Numbers, seekers: Sequence[Participant], others: Sequence[Participant]
) -> tuple[Integers, Integers]:
    of_seekers, of_others = (
        np.array([numbers.organisations[each.organisation_id] for each in people], np.int64)
        for people in (seekers, others)
    )
    return of_seekers, of_others
