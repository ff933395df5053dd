from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentormesh_contracts.vocabulary import Goal, GoalStatus, MentorBenefit, MentorshipStatus, Quality, Role
from services.feedback.domain.outcomes import Outcomes
from services.feedback.domain.relationship import Relationship
from services.feedback.domain.report import HeldBackBecause, PartnerAnswers, report_mentorship, report_organisation
from tests.unit.feedback.givens import GROUP, HOME, PARTNER, THIRD, relationship

RATED = {Quality.COMMUNICATION: 0.5, Quality.TRUSTWORTHINESS: 1.0}


def outcomes(mentees: int = 0, mentors: int = 0, **changed: Any) -> Outcomes:
    counted = Outcomes(id="m1", member_organisations=(HOME, PARTNER), **changed)
    for _ in range(mentees):
        counted = counted.with_answers(PARTNER, Role.MENTEE, RATED, [Goal.KNOWLEDGE_TRANSFER])
    for _ in range(mentors):
        counted = counted.with_answers(HOME, Role.MENTOR, {}, [MentorBenefit.SATISFACTION])
    return counted


def seen_by(organisation_id: str, known: Outcomes, **changed: Any) -> list[PartnerAnswers]:
    return report_mentorship(organisation_id, relationship(**changed), known).partner_answers


def test_an_organisation_sees_the_aggregates_of_its_own_people_s_answers() -> None:
    (own,) = report_mentorship(PARTNER, relationship(), outcomes(mentees=2)).own_answers
    assert own.answers == 2
    assert own.benefits == {"knowledge_transfer": 2}
    assert own.qualities == {Quality.COMMUNICATION: 0.5, Quality.TRUSTWORTHINESS: 1.0}


@given(st.integers(0, 8), st.integers(0, 8))
def test_a_partner_s_answers_are_shown_from_five_on_in_each_role(mentees: int, mentors: int) -> None:
    for organisation_id, answers in ((HOME, mentees), (PARTNER, mentors)):
        partners = seen_by(organisation_id, outcomes(mentees, mentors))
        assert len(partners) == (answers > 0)
        for partner in partners:
            assert (partner.summary is not None) == (answers >= 5) == (partner.held_back is None)


def test_few_answers_of_a_partner_are_held_back_with_the_reason() -> None:
    (partner,) = seen_by(HOME, outcomes(mentees=4))
    assert partner == PartnerAnswers(role=Role.MENTEE, held_back=HeldBackBecause.FEWER_THAN_FIVE_ANSWERS)


@pytest.mark.parametrize("status", [MentorshipStatus.PAUSED, MentorshipStatus.COMPLETED, MentorshipStatus.ENDED])
def test_a_partner_s_answers_are_shown_in_active_mentorships_only(status: MentorshipStatus) -> None:
    (partner,) = seen_by(HOME, outcomes(mentees=9), status=status)
    assert partner == PartnerAnswers(role=Role.MENTEE, held_back=HeldBackBecause.MENTORSHIP_NOT_ACTIVE)


def test_a_quality_that_few_of_them_rated_is_left_out() -> None:
    known = outcomes(mentees=4).with_answers(PARTNER, Role.MENTEE, {Quality.COMMUNICATION: 1.0}, [])
    (partner,) = seen_by(HOME, known)
    assert partner.summary is not None
    assert partner.summary.qualities == {Quality.COMMUNICATION: 0.6}


def test_partners_of_a_group_are_added_up_so_that_none_of_them_stands_alone() -> None:
    known = outcomes(mentees=3)
    for _ in range(2):
        known = known.with_answers(THIRD, Role.MENTEE, RATED, [])
    (partner,) = seen_by(HOME, known, members=GROUP)
    assert partner.summary is not None
    assert partner.summary.answers == 5


def test_progress_is_counted_from_what_happened() -> None:
    known = outcomes(goals={GoalStatus.SET: 2, GoalStatus.REACHED: 1}, introductions=3, problems_solved=1)
    met = relationship().model_copy(update={"sessions_held": 4, "sessions_missed": 1})
    progress = report_mentorship(HOME, met, known).progress
    assert (progress.sessions_held, progress.sessions_missed) == (4, 1)
    assert progress.goals == {GoalStatus.SET: 2, GoalStatus.REACHED: 1, GoalStatus.DROPPED: 0}
    assert (progress.introductions, progress.problems_solved) == (3, 1)


@pytest.mark.parametrize(
    ("status", "introductions", "ties"),
    [
        (MentorshipStatus.ACTIVE, 0, 0),
        (MentorshipStatus.ACTIVE, 1, 1),
        (MentorshipStatus.COMPLETED, 0, 1),
        (MentorshipStatus.ENDED, 0, 0),
    ],
)
def test_a_mentorship_ties_organisations_when_it_is_completed_or_led_to_an_introduction(
    status: MentorshipStatus, introductions: int, ties: int
) -> None:
    known = outcomes(introductions=introductions)
    assert report_mentorship(HOME, relationship(status=status), known).progress.new_ties == ties


def test_a_mentorship_without_outcomes_has_a_report() -> None:
    report = report_mentorship(HOME, relationship(), None)
    assert report.progress.introductions == 0
    assert not report.own_answers
    assert not report.partner_answers


def test_two_mentorships_with_the_same_partner_are_one_tie() -> None:
    done = [_completed("m1"), _completed("m2")]
    report = report_organisation(HOME, "p1", [(one, None) for one in done])
    assert report.progress.new_ties == 1
    assert report.mentorships == {MentorshipStatus.COMPLETED: 2}


def test_a_report_over_several_mentorships_has_own_answers_only() -> None:
    report = report_organisation(HOME, None, [(relationship(), outcomes(mentees=9, mentors=2))])
    assert [(own.role, own.answers) for own in report.own_answers] == [(Role.MENTOR, 2)]
    assert "knowledge_transfer" not in report.model_dump_json()


def _completed(id: str) -> Relationship:
    return relationship(id=id, status=MentorshipStatus.COMPLETED)
