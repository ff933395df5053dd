import pytest

from mentormesh_contracts.organisations import Share
from mentormesh_contracts.vocabulary import PersonStatus, ProgrammeKind, ProgrammeStatus, Role
from services.deciding import Unknown
from services.matching.domain.participants.enrol import (
    Enrol,
    EnrolledAlready,
    EnrolMany,
    RoleDoesNotFit,
    Wish,
    enrol,
    enrol_many,
)
from services.matching.domain.participants.participant import Participant
from services.matching.domain.participants.readiness import NotReady
from services.matching.domain.programmes.programme import MentoringProgramme, ProgrammeOver
from tests.unit.matching.given import NOW, World, agreement, joined, names, person, programme


def of(**said: object) -> Participant:
    return Participant(id="ann", person=person("ann", "bolt", **said))


def wish(organisation_id: str = "bolt", role: Role = Role.MENTEE) -> Enrol:
    return Enrol(organisation_id=organisation_id, programme_id="p", person_id="ann", role=role)


def own_programme(kind: ProgrammeKind = ProgrammeKind.FORMAL) -> MentoringProgramme:
    return programme(kind, "bolt")


def test_a_person_is_enrolled_in_their_own_programme() -> None:
    world = World.of(own_programme(), of())
    answer = world.does(enrol(wish(), world.context())).answer
    assert names(world.told) == ["participant.enrolled"]
    assert (answer.enrolment.programme_id, answer.enrolment.role, answer.enrolment.enrolled_at) == (
        "p",
        Role.MENTEE,
        NOW,
    )


def test_a_person_is_enrolled_in_a_programme_that_a_partner_shares() -> None:
    world = World.of(programme(), of(), *joined(agreement()))
    assert world.does(enrol(wish(), world.context())).events


@pytest.mark.parametrize(
    "states",
    [
        (programme(),),
        (programme(open_to_partners=False), *joined(agreement())),
        (programme(), *joined(agreement(gives=Share(programmes=("other",))))),
    ],
    ids=["no agreement", "not open", "not among those shared"],
)
def test_that_a_programme_exists_is_told_only_to_those_it_is_open_to(states: tuple[MentoringProgramme, ...]) -> None:
    world = World.of(*states, of())
    with pytest.raises(Unknown, match="programme p"):
        world.does(enrol(wish(), world.context()))


def test_an_organisation_enrols_its_own_people_only() -> None:
    world = World.of(programme(), of())
    with pytest.raises(Unknown, match="participant ann"):
        world.does(enrol(wish("acme"), world.context()))


def test_a_role_must_be_declared_and_fit_the_programme() -> None:
    mentors_only = World.of(own_programme(), of(roles=(Role.MENTOR,)))
    with pytest.raises(RoleDoesNotFit):
        mentors_only.does(enrol(wish(), mentors_only.context()))
    peers = World.of(own_programme(ProgrammeKind.PEER), of())
    with pytest.raises(RoleDoesNotFit):
        peers.does(enrol(wish(), peers.context()))
    assert peers.does(enrol(wish(role=Role.PEER), peers.context())).events


def test_whoever_left_is_not_enrolled() -> None:
    world = World.of(own_programme(), of(status=PersonStatus.LEFT))
    with pytest.raises(RoleDoesNotFit):
        world.does(enrol(wish(), world.context()))


def test_what_a_mentee_lacks_is_named() -> None:
    world = World.of(own_programme(), of(goals_sought=(), wished_qualities={}))
    with pytest.raises(NotReady) as refused:
        world.does(enrol(wish(), world.context()))
    assert refused.value.facts["missing"] == ["goals_sought", "wished_qualities"]
    assert world.does(enrol(wish(role=Role.MENTOR), world.context())).events


def test_nobody_is_enrolled_twice_in_one_role_but_may_be_in_both() -> None:
    world = World.of(own_programme(), of())
    world.does(enrol(wish(), world.context()))
    with pytest.raises(EnrolledAlready):
        world.does(enrol(wish(), world.context()))
    assert world.does(enrol(wish(role=Role.MENTOR), world.context())).events


def test_a_closed_programme_takes_nobody() -> None:
    closed = programme(organisation_id="bolt", status=ProgrammeStatus.CLOSED)
    world = World.of(closed, of())
    with pytest.raises(ProgrammeOver):
        world.does(enrol(wish(), world.context()))


def test_of_many_those_who_can_are_enrolled_and_the_others_told_why() -> None:
    stranger = Participant(id="stranger", person=person("stranger", "acme"))
    world = World.of(own_programme(), of(), stranger)
    people = [("ann", Role.MENTEE), ("ann", Role.MENTOR), ("ann", Role.MENTEE), ("stranger", Role.MENTEE)]
    command = EnrolMany(
        organisation_id="bolt",
        programme_id="p",
        people=tuple(Wish(person_id=id, role=role) for id, role in people),
    )
    answers = world.does(enrol_many(command, world.context())).answer
    assert [type(each.refusal) for each in answers] == [type(None), type(None), EnrolledAlready, Unknown]
    assert names(world.told) == ["participant.enrolled"] * 2
    assert [len(event.after.enrolments) for event in world.told] == [1, 2]
