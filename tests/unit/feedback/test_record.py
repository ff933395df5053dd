import pytest

from mentormesh_contracts.feedback import IntroductionMade, ProblemWasSolved
from mentormesh_contracts.vocabulary import MentorshipStatus
from services.deciding import Unknown
from services.deciding.trial import decide
from services.feedback.domain.outcomes import Outcomes
from services.feedback.domain.record import (
    InTheFuture,
    RecordedIntroduction,
    RecordIntroduction,
    RecordProblemSolved,
    record_introduction,
    record_problem_solved,
)
from services.feedback.domain.relationship import MentorshipNotActive
from tests.unit.feedback.givens import DAY, HOME, PARTNER, START, STRANGER, at, relationship, the

NOW = START + 10 * DAY


def test_an_introduction_is_counted_with_its_time_and_without_a_name() -> None:
    command = RecordIntroduction(organisation_id=PARTNER, mentorship_id="m1", happened_at=START + DAY)
    decision = decide(record_introduction(command, at(NOW)), [relationship()])
    (event,) = decision.events
    assert isinstance(event, IntroductionMade)
    assert set(event.after.model_dump()) == {"id", "mentorship_id", "made_at"}
    assert event.after.made_at == START + DAY
    assert the(Outcomes, decision).introductions == 1
    assert set(the(RecordedIntroduction, decision).organisations()) == {HOME, PARTNER}


def test_a_problem_solved_is_counted_and_happened_now_unless_said_otherwise() -> None:
    command = RecordProblemSolved(organisation_id=HOME, mentorship_id="m1")
    decision = decide(record_problem_solved(command, at(NOW)), [relationship()])
    (event,) = decision.events
    assert isinstance(event, ProblemWasSolved)
    assert event.after.solved_at == NOW
    assert the(Outcomes, decision).problems_solved == 1


def test_what_has_not_come_yet_is_not_recorded() -> None:
    command = RecordIntroduction(organisation_id=HOME, mentorship_id="m1", happened_at=NOW + DAY)
    with pytest.raises(InTheFuture):
        decide(record_introduction(command, at(NOW)), [relationship()])


def test_nothing_is_recorded_about_a_mentorship_that_is_over_or_another_s() -> None:
    command = RecordProblemSolved(organisation_id=HOME, mentorship_id="m1")
    with pytest.raises(MentorshipNotActive):
        decide(record_problem_solved(command, at(NOW)), [relationship(status=MentorshipStatus.ENDED)])
    stranger = RecordProblemSolved(organisation_id=STRANGER, mentorship_id="m1")
    with pytest.raises(Unknown):
        decide(record_problem_solved(stranger, at(NOW)), [relationship()])
