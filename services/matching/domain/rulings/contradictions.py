"""Whether a cycle can honour every pin. What was possible when a pin was made may be so no longer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import Constraint, ProgrammeKind, Role
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.pair import PAIR, PEERS, Ground, Pair, Roles, objection
from services.matching.domain.ties.places import AgreementPlaces, places_id

People = tuple[str, str]
"""Seeker and other."""


class Contradiction(BaseModel):
    """A pin that cannot be honoured."""

    model_config = ConfigDict(frozen=True)

    person_id: Identifier
    other_id: Identifier
    constraint: Constraint | None = None
    """What forbids it; None: it contradicts another pin."""


@dataclass(frozen=True)
class Rulings:
    """The pins and vetoes of a programme."""

    pins: tuple[People, ...] = ()
    vetoes: tuple[People, ...] = ()


def looking(participants: Iterable[Participant], ground: Ground) -> dict[str, Participant]:
    """By id, those who look for a mentorship in the programme: enrolled as a mentee or peer, and without one."""
    role = _roles(ground).seeker
    found = ((each, each.enrolment(ground.programme.id, role)) for each in participants if each.is_active)
    return {each.id: each for each, enrolment in found if enrolment and enrolment.mentorship_id is None}


def to_honour(rulings: Rulings, participants: Sequence[Participant], ground: Ground) -> tuple[People, ...]:
    """Pins of people who look for a mentorship; the others wait, or are without an object."""
    seekers = looking(participants, ground)
    return tuple(pin for pin in rulings.pins if pin[0] in seekers)


def contradictions(
    rulings: Rulings,
    participants: Sequence[Participant],
    ground: Ground,
    places: Mapping[str, AgreementPlaces],
) -> list[Contradiction]:
    """Pins that the cycle cannot honour, in the order of the pins; empty: it can honour all of them."""
    pins = to_honour(rulings, participants, ground)
    people = {each.id: each for each in participants}
    vetoed = {frozenset(pair) for pair in rulings.vetoes}
    return [
        *_forbidden(pins, people, vetoed, ground),
        *_too_many_pins(pins, people, ground),
        *_over_quota(pins, people, ground, places),
    ]


def _roles(ground: Ground) -> Roles:
    return PEERS if ground.programme.kind is ProgrammeKind.PEER else PAIR


def _forbidden(
    pins: Sequence[People], people: Mapping[str, Participant], vetoed: set[frozenset[str]], ground: Ground
) -> Iterator[Contradiction]:
    for seeker, other in pins:
        if frozenset((seeker, other)) in vetoed:
            constraint: Constraint | None = Constraint.VETO
        elif other not in people:
            constraint = Constraint.ROLE
        else:
            constraint = objection(Pair(people[seeker], people[other]), _roles(ground), ground)
        if constraint:
            yield Contradiction(person_id=seeker, other_id=other, constraint=constraint)


def _too_many_pins(
    pins: Sequence[People], people: Mapping[str, Participant], ground: Ground
) -> Iterator[Contradiction]:
    are_peers = _roles(ground).are_peers
    of_seekers = Counter(person for pin in pins for person in (pin if are_peers else pin[:1]))
    of_mentors = Counter() if are_peers else Counter(other for _, other in pins)
    for seeker, other in pins:
        if of_seekers[seeker] > 1 or of_seekers[other] > 1:
            yield Contradiction(person_id=seeker, other_id=other)
        elif other in people and of_mentors[other] > people[other].places_left:
            yield Contradiction(person_id=seeker, other_id=other, constraint=Constraint.PLACES)


def _over_quota(
    pins: Sequence[People],
    people: Mapping[str, Participant],
    ground: Ground,
    places: Mapping[str, AgreementPlaces],
) -> Iterator[Contradiction]:
    crossing = {pin: _crossings(pin, people, ground) for pin in pins}
    taken = Counter(id for ids in crossing.values() for id in ids)
    for (seeker, other), ids in crossing.items():
        left = ((places[id].left, taken[id]) for id in ids if id in places)
        if any(free is not None and free < wanted for free, wanted in left):
            yield Contradiction(person_id=seeker, other_id=other, constraint=Constraint.QUOTA)


def _crossings(pin: People, people: Mapping[str, Participant], ground: Ground) -> tuple[str, ...]:
    if any(id not in people for id in pin):
        return ()
    one, other = (people[id].organisation_id for id in pin)
    terms = ground.ties.between(one, other) if one != other else None
    if terms is None:
        return ()
    givers = (one, other) if _roles(ground).seeker is Role.PEER else (other,)
    return tuple(places_id(terms.id, giver) for giver in givers)
