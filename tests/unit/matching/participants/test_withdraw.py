import pytest

from mentormesh_contracts.vocabulary import Role
from services.matching.domain.participants.participant import NotEnrolled, Participant
from services.matching.domain.participants.withdraw import MentorshipUnderWay, Withdraw, withdraw
from tests.unit.matching.given import NOW, World, mentee, mentor, names, programme
from tests.unit.matching.mentorships.worlds import proposes, with_cycle


def leaves(world: World, person_id: str, role: Role | None = None) -> None:
    command = Withdraw(organisation_id="acme", programme_id="p", person_id=person_id, role=role)
    world.does(withdraw(command, world.context()))


def test_a_person_withdraws_from_one_role_or_from_all() -> None:
    both = mentee().enrolled("p", Role.MENTOR, NOW).enrolled("q", Role.MENTEE, NOW)
    world = World.of(both)
    leaves(world, "mentee", Role.MENTOR)
    assert [each.role for each in world.get(Participant, "mentee").enrolments] == [Role.MENTEE, Role.MENTEE]
    leaves(world, "mentee")
    assert [each.programme_id for each in world.get(Participant, "mentee").enrolments] == ["q"]
    assert names(world.told) == ["participant.withdrew"] * 2


def test_whoever_is_not_enrolled_does_not_withdraw() -> None:
    with pytest.raises(NotEnrolled):
        leaves(World.of(mentee()), "mentee", Role.MENTOR)


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_a_live_mentorship_must_be_ended_before(who: str) -> None:
    world = with_cycle(programme(), mentor(), mentee())
    proposes(world, "mentor", "mentee")
    with pytest.raises(MentorshipUnderWay):
        leaves(world, who)
