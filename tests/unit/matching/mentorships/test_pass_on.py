from datetime import timedelta

import pytest

from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import MentorshipOrigin, MentorshipStatus, ProgrammeKind
from services.deciding import Aggregate
from services.matching.api.mentorship_view import MentorshipView
from services.matching.domain.mentorships.decline import Decline, decline
from services.matching.domain.mentorships.expire import expire
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.pass_on import PassOn, pass_on
from services.matching.domain.mentorships.propose import Propose, propose
from services.matching.domain.mentorships.request import ChoiceRepeated, RequestMentor, request_mentor
from services.matching.domain.participants.participant import Participant
from tests.unit.matching.given import World, agreement, joined, mentee, mentor, names, programme
from tests.unit.matching.mentorships.worlds import accepts, cycle_of, mentorship, used, with_cycle

CHOICES = ("first", "second", "third")


def world_of(*more: Aggregate) -> World:
    return World.of(programme(ProgrammeKind.INFORMAL), mentee(), *(mentor(id) for id in CHOICES), *more)


def requests(world: World, first: str = "first", *then: str) -> Mentorship:
    command = RequestMentor(
        organisation_id="acme", programme_id="p", mentee_id="mentee", mentor_id=first, then=then or ("second", "third")
    )
    asked = world.does(request_mentor(command, world.context())).answer
    assert isinstance(asked, Mentorship)
    return asked


def says_no(world: World, asked: Mentorship, person_id: str) -> None:
    organisation_id = world.get(Participant, person_id).organisation_id
    command = Decline(organisation_id=organisation_id, mentorship_id=asked.id, person_id=person_id)
    world.does(decline(command, world.context()))


def passes_on(world: World, over: Mentorship) -> None:
    """The reminder is due at once, and may be carried out twice."""
    reminder = world.reminders.pop(f"{over.id}:pass-on", None)
    assert reminder is not None
    due, command = reminder
    assert due <= world.now
    assert isinstance(command, PassOn)
    for _ in range(2):
        world.does(pass_on(command, world.context()))


def waiting(world: World) -> Mentorship | None:
    found = [each for each in world.states.values() if isinstance(each, Mentorship)]
    proposed = [each for each in found if each.status is MentorshipStatus.PROPOSED]
    assert len(proposed) <= 1
    return proposed[0] if proposed else None


def asked_now(world: World) -> str | None:
    found = waiting(world)
    return found.mentor if found else None


def test_when_the_mentor_declines_the_next_choice_is_asked_once() -> None:
    world = world_of()
    first = requests(world)
    says_no(world, first, "first")
    passes_on(world, first)
    second = waiting(world)
    assert second is not None
    assert (second.mentor, second.public.origin) == ("second", MentorshipOrigin.REQUEST)
    assert [member.accepted_at is not None for member in second.public.members] == [False, True]
    assert names(world.told).count("mentorship.proposed") == 2
    assert (used(world, "first"), used(world, "second"), used(world, "third")) == (0, 1, 0)


def test_it_goes_on_until_one_accepts() -> None:
    world = world_of()
    for id in CHOICES[:2]:
        asked = waiting(world) or requests(world)
        says_no(world, asked, id)
        passes_on(world, asked)
    last = waiting(world)
    assert last is not None
    accepts(world, last.id, "third")
    assert mentorship(world, last.id).status is MentorshipStatus.ACTIVE


def test_after_the_last_choice_it_ends() -> None:
    world = world_of()
    for id in CHOICES:
        asked = waiting(world) or requests(world)
        says_no(world, asked, id)
        if id != CHOICES[-1]:
            passes_on(world, asked)
    assert asked_now(world) is None
    assert not [id for id in world.reminders if id.endswith("pass-on")]


def test_silence_passes_on_as_a_no_does() -> None:
    world = world_of()
    first = requests(world)
    world.passes(timedelta(hours=73))
    world.does(expire(world.reminders[f"{first.id}:expiry"][1], world.context()))
    passes_on(world, first)
    assert asked_now(world) == "second"


@pytest.mark.parametrize(
    "unable",
    [
        mentor("second", places_offered=0),
        mentor("second", languages=("fr",)),
        mentor("second", never_with=("mentee",)),
        mentor("second", "bolt"),
    ],
    ids=["no place", "no language", "never with", "no agreement"],
)
def test_whoever_may_not_be_matched_by_then_is_passed_over(unable: Participant) -> None:
    world = world_of(unable)
    first = requests(world)
    says_no(world, first, "first")
    passes_on(world, first)
    assert asked_now(world) == "third"


def test_the_mentee_stops_it_by_saying_no() -> None:
    world = world_of()
    first = requests(world)
    says_no(world, first, "mentee")
    assert not [id for id in world.reminders if id.endswith("pass-on")]


def test_a_mentee_who_found_somebody_meanwhile_asks_nobody_else() -> None:
    world = world_of()
    first = requests(world)
    says_no(world, first, "first")
    other = requests(world, "third", "first")
    passes_on(world, first)
    assert asked_now(world) == "third"
    assert other.mentor == "third"


def test_each_mentor_is_named_once() -> None:
    with pytest.raises(ChoiceRepeated):
        requests(world_of(), "first", "second", "first")


def test_only_the_mentees_organisation_sees_who_is_next() -> None:
    world = world_of(mentor("first", "bolt"), *joined(agreement()))
    first = requests(world)
    assert MentorshipView.of(first, "acme").next_choices == ["second", "third"]
    assert MentorshipView.of(first, "bolt").next_choices == []


def proposed_by_a_cycle(*, passes: bool) -> tuple[World, Mentorship]:
    world = with_cycle(programme(policy=Policy(pass_on=passes)), mentor(places_offered=1), mentee("a"), mentee("b"))
    command = Propose(cycle_id=cycle_of(world), mentor_id="mentor", seekers=("a",), then=("b",))
    proposed = world.does(propose(command, world.context())).answer
    assert isinstance(proposed, Mentorship)
    return world, proposed


def test_a_mentors_place_passes_on_to_the_next_mentee_of_the_cycle() -> None:
    world, pair = proposed_by_a_cycle(passes=True)
    says_no(world, pair, "a")
    passes_on(world, pair)
    next_pair = waiting(world)
    assert next_pair is not None
    assert [member.person_id for member in next_pair.public.members] == ["mentor", "b"]
    assert (next_pair.public.cycle_id, next_pair.public.origin) == (pair.public.cycle_id, MentorshipOrigin.CYCLE)
    assert used(world) == 1


def test_a_mentor_who_says_no_is_proposed_to_nobody_else() -> None:
    world, pair = proposed_by_a_cycle(passes=True)
    says_no(world, pair, "mentor")
    assert f"{pair.id}:pass-on" not in world.reminders


def test_a_place_passes_on_only_if_the_policy_says_so() -> None:
    world, pair = proposed_by_a_cycle(passes=False)
    says_no(world, pair, "a")
    passes_on(world, pair)
    assert waiting(world) is None
