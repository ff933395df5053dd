import pytest

from mentormesh_contracts.feedback import MentorScores, QualityScore, ScoresChanged
from mentormesh_contracts.people import PersonChanged, PersonLeft, PersonRegistered, PersonReturned
from mentormesh_contracts.vocabulary import PersonStatus, Quality, Role
from services.deciding import Unknown
from services.matching.domain.participants.hear import person_heard_of, person_left, scores_changed
from services.matching.domain.participants.participant import Participant
from tests.unit.matching.given import NOW, World, mentee, names, person

SCORE = QualityScore(quality=Quality.COMMUNICATION, mean=0.9, raters=3)


def test_a_registered_person_is_a_participant_of_nothing_yet() -> None:
    world = World()
    world.does(person_heard_of(PersonRegistered(after=person("ann")), world.context()))
    assert world.get(Participant, "ann").public.enrolments == ()


def test_a_change_keeps_what_the_person_takes_part_in() -> None:
    world = World.of(mentee())
    new = person("mentee", languages=("fr",))
    world.does(person_heard_of(PersonChanged(changed=("languages",), after=new), world.context()))
    changed = world.get(Participant, "mentee")
    assert (changed.person.languages, len(changed.enrolments)) == (("fr",), 1)


def test_whoever_leaves_is_withdrawn_from_each_programme() -> None:
    world = World.of(mentee().enrolled("p", Role.MENTOR, NOW).enrolled("q", Role.MENTEE, NOW))
    gone = person("mentee", status=PersonStatus.LEFT)
    world.does(person_left(PersonLeft(after=gone), world.context()))
    assert names(world.told) == ["participant.withdrew"] * 2
    assert [event.programme_id for event in world.told] == ["p", "q"]
    assert world.get(Participant, "mentee").places_left == 0
    world.does(person_heard_of(PersonReturned(after=person("mentee")), world.context()))
    assert world.get(Participant, "mentee").enrolments == ()


def test_scores_wait_for_their_person() -> None:
    told = ScoresChanged(
        after=MentorScores(id="mentee", organisation_id="acme", scores=(SCORE,), raters=3, changed_at=NOW)
    )
    with pytest.raises(Unknown):
        World().does(scores_changed(told, World().context()))
    world = World.of(mentee())
    world.does(scores_changed(told, world.context()))
    assert world.get(Participant, "mentee").scores == (SCORE,)
