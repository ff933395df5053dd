from datetime import time

import pytest

from mentormesh_contracts.organisations import Share
from mentormesh_contracts.people import WeeklyHours
from mentormesh_contracts.vocabulary import MentorshipOrigin, MentorshipStatus, ProgrammeKind, Role, Weekday
from services.deciding import Aggregate, Unknown
from services.matching.domain.mentorships.declare import Declare, declare
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.request import NotInformal, RequestMentor, request_mentor
from services.matching.domain.participants.participant import PlacesTaken
from services.matching.domain.rules.refused import NotEligible
from tests.unit.matching.given import World, agreement, joined, mentee, mentor, programme
from tests.unit.matching.mentorships.worlds import accepts, lent, mentorship

INFORMAL = programme(ProgrammeKind.INFORMAL)
MORNING = (WeeklyHours(day=Weekday.MONDAY, start=time(6), end=time(8)),)


def requests(world: World, organisation_id: str = "acme") -> Mentorship:
    command = RequestMentor(organisation_id=organisation_id, programme_id="p", mentee_id="mentee", mentor_id="mentor")
    asked = world.does(request_mentor(command, world.context())).answer
    assert isinstance(asked, Mentorship)
    return asked


def world_of(*states: Aggregate) -> World:
    return World.of(INFORMAL, *states)


def test_a_request_is_accepted_by_the_mentee_and_waits_for_the_mentor() -> None:
    world = world_of(mentor(), mentee())
    asked = requests(world)
    assert asked.public.origin is MentorshipOrigin.REQUEST
    accepted = {member.person_id: member.accepted_at is not None for member in asked.public.members}
    assert accepted == {"mentor": False, "mentee": True}
    accepts(world, asked.id, "mentor")
    assert mentorship(world, asked.id).status is MentorshipStatus.ACTIVE


def test_a_mentor_of_a_partner_is_asked_under_the_agreement() -> None:
    world = world_of(mentor("mentor", "bolt"), mentee(), *joined(agreement()))
    requests(world)
    assert lent(world, "acme-bolt:bolt") == 1


@pytest.mark.parametrize(
    "shared",
    [(), joined(agreement(receives=Share(roles=(Role.MENTEE,))))],
    ids=["no agreement", "mentors are not shared"],
)
def test_that_a_mentor_exists_is_not_told_without_an_agreement(shared: list[Aggregate]) -> None:
    world = world_of(mentor("mentor", "bolt"), mentee(), *shared)
    with pytest.raises(Unknown, match="participant mentor"):
        requests(world)


def test_what_may_be_the_others_secret_is_not_told() -> None:
    world = world_of(mentor("mentor", "bolt", never_with=("mentee",)), mentee(), *joined(agreement()))
    with pytest.raises(NotEligible) as refused:
        requests(world)
    assert "constraint" not in refused.value.facts
    assert "never" not in refused.value.detail


def test_a_mentor_without_places_is_not_asked() -> None:
    with pytest.raises(PlacesTaken):
        requests(world_of(mentor(places_offered=0), mentee()))


def test_in_a_formal_programme_nobody_is_asked() -> None:
    with pytest.raises(NotInformal):
        requests(World.of(programme(), mentor(), mentee()))


def declares(world: World, person_id: str, role: Role, other_id: str) -> Mentorship:
    command = Declare(organisation_id="acme", programme_id="p", person_id=person_id, role=role, other_id=other_id)
    declared = world.does(declare(command, world.context())).answer
    assert isinstance(declared, Mentorship)
    return declared


@pytest.mark.parametrize(
    ("first", "role", "second"), [("mentor", Role.MENTOR, "mentee"), ("mentee", Role.MENTEE, "mentor")]
)
def test_either_declares_and_the_other_confirms(first: str, role: Role, second: str) -> None:
    world = world_of(mentor(), mentee())
    declared = declares(world, first, role, second)
    assert declared.public.origin is MentorshipOrigin.DECLARATION
    assert declared.mentor == "mentor"
    accepts(world, declared.id, second)
    assert mentorship(world, declared.id).status is MentorshipStatus.ACTIVE


def test_two_who_know_each_other_are_not_asked_for_common_hours() -> None:
    world = world_of(mentor(), mentee(weekly_hours=MORNING, languages=("fr",)))
    assert declares(world, "mentee", Role.MENTEE, "mentor").status is MentorshipStatus.PROPOSED


def test_even_a_declared_mentor_is_the_more_experienced() -> None:
    world = world_of(mentor(disciplines={"physics": 1.0}), mentee())
    with pytest.raises(NotEligible):
        declares(world, "mentee", Role.MENTEE, "mentor")
