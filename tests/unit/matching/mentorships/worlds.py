"""Worlds in which mentorships can be proposed."""

from services.deciding import Aggregate
from services.matching.domain.cycles.start import StartCycle, start_cycle
from services.matching.domain.mentorships.accept import Accept, accept
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.propose import Propose, propose
from services.matching.domain.participants.participant import Participant
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.ties.places import AgreementPlaces
from tests.unit.matching.given import World


def with_cycle(of: MentoringProgramme, *states: Aggregate) -> World:
    """A world in which a cycle of the programme runs."""
    world = World.of(of, *states)
    command = StartCycle(organisation_id=of.public.organisation_id, programme_id=of.id)
    world.does(start_cycle(command, world.context()))
    world.told.clear()
    return world


def cycle_of(world: World) -> str:
    """The cycle that runs."""
    return next(id for kind, id in world.states if kind.KIND == "cycles")


def proposes(world: World, mentor_id: str | None, *seekers: str) -> Mentorship:
    """The cycle proposes a mentorship."""
    command = Propose(cycle_id=cycle_of(world), mentor_id=mentor_id, seekers=seekers)
    proposed = world.does(propose(command, world.context())).answer
    assert isinstance(proposed, Mentorship)
    return proposed


def accepts(world: World, mentorship_id: str, *people: str) -> None:
    """Members accept, one after another."""
    for person_id in people:
        organisation_id = world.get(Participant, person_id).organisation_id
        command = Accept(organisation_id=organisation_id, mentorship_id=mentorship_id, person_id=person_id)
        world.does(accept(command, world.context()))


def mentorship(world: World, id: str) -> Mentorship:
    """The mentorship as it is now."""
    return world.get(Mentorship, id)


def used(world: World, mentor_id: str = "mentor") -> int:
    """Places of a mentor in use."""
    return len(world.get(Participant, mentor_id).mentoring)


def lent(world: World, id: str = "acme-bolt:acme") -> int:
    """Places of an agreement in use, in one direction."""
    return world.get(AgreementPlaces, id).used
