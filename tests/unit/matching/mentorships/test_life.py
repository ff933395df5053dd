import pytest

from mentormesh_contracts.people import PersonLeft
from mentormesh_contracts.vocabulary import EndReason, MentorshipStatus, PersonStatus, ProgrammeKind
from services.matching.domain.mentorships.complete import Complete, complete
from services.matching.domain.mentorships.end import End, end
from services.matching.domain.mentorships.mentorship import NotUnderWay
from services.matching.domain.mentorships.part_with import PartWith, part_with
from services.matching.domain.mentorships.pause import Pause, Resume, pause, resume
from services.matching.domain.mentorships.planned_end import CompleteAsPlanned, complete_as_planned
from services.matching.domain.mentorships.request import RequestMentor, request_mentor
from services.matching.domain.mentorships.take_into_programme import (
    NotFromInformalToFormal,
    TakeIntoProgramme,
    take_into_programme,
)
from services.matching.domain.participants.hear import person_left
from services.matching.domain.participants.participant import NotEnrolled, Participant
from tests.unit.matching.given import NOW, World, mentee, mentor, names, person, programme
from tests.unit.matching.mentorships.worlds import accepts, mentorship, proposes, used, with_cycle


def active() -> tuple[World, str]:
    world = with_cycle(programme(), mentor(), mentee())
    id = proposes(world, "mentor", "mentee").id
    accepts(world, id, "mentor", "mentee")
    return world, id


def test_a_pause_keeps_its_places() -> None:
    world, id = active()
    world.does(pause(Pause(organisation_id="acme", mentorship_id=id), world.context()))
    assert (mentorship(world, id).status, used(world)) == (MentorshipStatus.PAUSED, 1)
    world.does(resume(Resume(organisation_id="acme", mentorship_id=id), world.context()))
    assert mentorship(world, id).status is MentorshipStatus.ACTIVE


def test_only_what_is_under_way_is_paused() -> None:
    world = with_cycle(programme(), mentor(), mentee())
    id = proposes(world, "mentor", "mentee").id
    with pytest.raises(NotUnderWay):
        world.does(pause(Pause(organisation_id="acme", mentorship_id=id), world.context()))


def test_completion_frees_the_places() -> None:
    world, id = active()
    world.does(complete(Complete(organisation_id="acme", mentorship_id=id), world.context()))
    assert names(world.told)[-1] == "mentorship.completed"
    assert used(world) == 0
    assert mentorship(world, id).public.closed_at == NOW


def test_it_is_completed_as_planned_even_from_a_pause_and_only_once() -> None:
    world, id = active()
    world.does(pause(Pause(organisation_id="acme", mentorship_id=id), world.context()))
    world.does(complete_as_planned(CompleteAsPlanned(mentorship_id=id), world.context()))
    assert mentorship(world, id).status is MentorshipStatus.COMPLETED
    assert not world.does(complete_as_planned(CompleteAsPlanned(mentorship_id=id), world.context())).changes


def test_an_early_end_has_a_reason() -> None:
    world, id = active()
    command = End(organisation_id="acme", mentorship_id=id, reason=EndReason.NO_TIME)
    world.does(end(command, world.context()))
    assert mentorship(world, id).public.end_reason is EndReason.NO_TIME
    assert used(world) == 0


def leaves(world: World, person_id: str) -> None:
    gone = world.get(Participant, person_id).person.model_copy(update={"status": PersonStatus.LEFT})
    world.does(person_left(PersonLeft(after=gone), world.context()))
    for id in [id for id, (_, command) in world.reminders.items() if isinstance(command, PartWith)]:
        _, command = world.reminders.pop(id)
        world.does(part_with(command, world.context()))


def test_a_mentorship_ends_when_a_member_leaves() -> None:
    world, id = active()
    leaves(world, "mentor")
    assert names(world.told)[-2:] == ["participant.withdrew", "mentorship.ended"]
    assert mentorship(world, id).public.end_reason is EndReason.PERSON_LEFT
    assert world.get(Participant, "mentee").enrolments[0].mentorship_id is None


def test_a_proposal_lapses_when_a_member_leaves() -> None:
    world = with_cycle(programme(), mentor(), mentee())
    id = proposes(world, "mentor", "mentee").id
    leaves(world, "mentee")
    assert mentorship(world, id).status is MentorshipStatus.LAPSED
    assert used(world) == 0


def informal() -> tuple[World, str]:
    of = programme(ProgrammeKind.INFORMAL)
    world = World.of(of, programme(id="q"), mentor(), mentee())
    command = RequestMentor(organisation_id="acme", programme_id="p", mentee_id="mentee", mentor_id="mentor")
    id = world.does(request_mentor(command, world.context())).answer.id
    accepts(world, id, "mentor")
    return world, id


def also_enrolled(world: World, *people: str) -> None:
    for id in people:
        known = world.get(Participant, id)
        world.states[Participant, id] = known.enrolled("q", known.enrolments[0].role, NOW)


def test_an_informal_mentorship_is_taken_into_a_formal_programme_with_its_history() -> None:
    world, id = informal()
    also_enrolled(world, "mentor", "mentee")
    command = TakeIntoProgramme(organisation_id="acme", mentorship_id=id, programme_id="q")
    world.does(take_into_programme(command, world.context()))
    taken = mentorship(world, id).public
    assert (taken.programme_id, taken.kind, taken.earlier_programmes) == ("q", ProgrammeKind.FORMAL, ("p",))
    assert taken.started_at == NOW
    assert used(world) == 1
    assert [each.mentorship_id for each in world.get(Participant, "mentee").enrolments] == [None, id]


def test_both_must_be_enrolled_where_it_is_taken() -> None:
    world, id = informal()
    also_enrolled(world, "mentee")
    command = TakeIntoProgramme(organisation_id="acme", mentorship_id=id, programme_id="q")
    with pytest.raises(NotEnrolled):
        world.does(take_into_programme(command, world.context()))


def test_a_formal_one_is_not_taken_anywhere() -> None:
    world, id = active()
    command = TakeIntoProgramme(organisation_id="acme", mentorship_id=id, programme_id="p")
    with pytest.raises(NotFromInformalToFormal):
        world.does(take_into_programme(command, world.context()))


def test_a_person_who_left_and_was_never_heard_of_is_remembered_as_gone() -> None:
    world = World()
    gone = person("x", status=PersonStatus.LEFT)
    world.does(person_left(PersonLeft(after=gone), world.context()))
    assert not world.get(Participant, "x").is_active
