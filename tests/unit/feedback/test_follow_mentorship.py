import pytest

from mentormesh_contracts.mentorships import (
    MentorshipCompleted,
    MentorshipMemberLeft,
    MentorshipStarted,
    MentorshipTakenIntoProgramme,
)
from mentormesh_contracts.vocabulary import Goal, MentorshipStatus
from services.deciding import Unknown
from services.deciding.trial import decide
from services.feedback.domain.close_goal import ReachGoal, reach_goal
from services.feedback.domain.follow_mentorship import follow_mentorship
from services.feedback.domain.goal import PursuedGoal
from services.feedback.domain.relationship import Relationship
from services.feedback.domain.set_goal import SetGoal, set_goal
from tests.unit.feedback.givens import (
    DAY,
    GROUP,
    HOME,
    MEMBERS,
    PARTNER,
    START,
    THIRD,
    at,
    follow,
    mentorship,
    relationship,
    started,
    the,
)


def test_a_mentorship_is_known_with_its_members_organisations() -> None:
    assert list(started(members=GROUP).organisations()) == [HOME, PARTNER, THIRD]


def test_its_health_outlives_its_end_and_its_programme() -> None:
    met = started().model_copy(update={"sessions_held": 3, "sessions_missed": 1, "last_held_at": START + DAY})
    moved = MentorshipTakenIntoProgramme(after=mentorship(programme_id="p2"), from_programme_id="p1")
    known = the(Relationship, follow(moved, START + 2 * DAY, met))
    assert (known.programme_id, known.sessions_held, known.sessions_missed) == ("p2", 3, 1)
    done = MentorshipCompleted(after=mentorship(status=MentorshipStatus.COMPLETED, closed_at=START + 3 * DAY))
    known = the(Relationship, follow(done, START + 3 * DAY, known))
    assert (known.status, known.sessions_held) == (MentorshipStatus.COMPLETED, 3)


def test_an_organisation_whose_last_person_left_a_group_finds_neither_it_nor_its_goals() -> None:
    command = SetGoal(organisation_id=THIRD, mentorship_id="m1", goal=Goal.NETWORK_BUILDING)
    goal = the(PursuedGoal, decide(set_goal(command, at()), [relationship(members=GROUP)]))
    left = MentorshipMemberLeft(after=mentorship(members=MEMBERS), person_id="cy")
    known = the(Relationship, follow(left, START + DAY, started(members=GROUP)))
    assert list(known.organisations()) == [HOME, PARTNER]
    with pytest.raises(Unknown) as unknown:
        decide(reach_goal(ReachGoal(organisation_id=THIRD, goal_id=goal.id), at()), [known, goal])
    assert unknown.value.kind == PursuedGoal.KIND


def test_a_relationship_that_was_declared_has_its_agreed_time_from_when_it_is_known_here() -> None:
    known = started(started_at=START - 400 * DAY)
    assert (known.started_at, known.counting_from) == (START - 400 * DAY, START)


def test_its_agreed_time_runs_from_when_it_began_however_late_that_is_heard() -> None:
    late = at(START + 9 * DAY, happened_at=START)
    known = the(Relationship, decide(follow_mentorship(MentorshipStarted(after=mentorship()), late)))
    assert known.counting_from == START


def test_what_is_told_later_does_not_move_the_time_that_it_counts_from() -> None:
    met = started().model_copy(update={"counting_from": START + 5 * DAY})
    moved = MentorshipTakenIntoProgramme(after=mentorship(programme_id="p2"), from_programme_id="p1")
    assert the(Relationship, follow(moved, START + 6 * DAY, met)).counting_from == START + 5 * DAY


def test_one_that_is_first_heard_of_later_counts_from_its_start() -> None:
    moved = MentorshipTakenIntoProgramme(after=mentorship(programme_id="p2"), from_programme_id="p1")
    assert the(Relationship, follow(moved, START + 6 * DAY)).counting_from == START


def test_a_mentorship_that_is_first_heard_of_at_its_end_is_known_and_not_watched() -> None:
    done = MentorshipCompleted(after=mentorship(status=MentorshipStatus.COMPLETED, closed_at=START + DAY))
    decision = follow(done, START + DAY)
    assert the(Relationship, decision).due_by is None
    assert not decision.reminders
    assert not decision.events


def test_whoever_leaves_a_mere_proposal_is_no_news() -> None:
    proposed = mentorship(status=MentorshipStatus.PROPOSED, started_at=None)
    left = MentorshipMemberLeft(after=proposed, person_id=MEMBERS[0].person_id)
    assert follow(left, START).changes == []
