from mentormesh_contracts.feedback import ScoresChanged
from mentormesh_contracts.vocabulary import Quality, Role
from services.deciding import Context
from services.deciding.trial import decide
from services.feedback.domain.answers import Answers
from services.feedback.domain.erase import ForgetAnswers, ForgetRatings, forget_answers, forget_ratings
from services.feedback.domain.rated_mentor import RatedMentor
from tests.unit.feedback.givens import HOME, MENTOR, START

CONTEXT = Context(START, lambda: "nobody")
ANSWERS = Answers(
    id="a1",
    session_id="s1",
    mentorship_id="m1",
    person_id="eve",
    organisation_id=HOME,
    role=Role.MENTEE,
    instrument="i1",
    ratings={Quality.COMMUNICATION: 4},
    comment="she was there",
    given_at=START,
)

RATED = RatedMentor(id=MENTOR, organisation_id=HOME, changed_at=START).rated("eve", {Quality.COMMUNICATION: 1.0}, START)


def without(erased_id: str) -> Answers:
    wish = ForgetAnswers(answers_id="a1", erased_id=erased_id)
    after = decide(forget_answers(wish, CONTEXT), [ANSWERS]).changes[0].state
    assert isinstance(after, Answers)
    assert decide(forget_answers(wish, CONTEXT), [after]).changes == []
    return after


def test_their_own_answers_are_emptied_and_of_others_the_free_text_goes() -> None:
    assert (without("eve").ratings, without("eve").comment) == ({}, None)
    assert (without("ada").ratings, without("ada").comment) == (ANSWERS.ratings, None)


def test_what_they_gave_to_a_mentor_counts_on_under_nobodys_id() -> None:
    decision = decide(forget_ratings(ForgetRatings(mentor_id=MENTOR, erased_id="eve"), CONTEXT), [RATED])
    after = decision.changes[0].state
    assert isinstance(after, RatedMentor)
    assert (set(after.ratings), after.scores) == ({"nobody"}, RATED.scores)
    assert decision.events == []


def test_a_mentor_who_is_erased_has_no_scores_and_that_is_told_once() -> None:
    wish = ForgetRatings(mentor_id=MENTOR, erased_id=MENTOR)
    decision = decide(forget_ratings(wish, CONTEXT), [RATED])
    (told,) = decision.events
    assert isinstance(told, ScoresChanged)
    assert (told.after.scores, told.after.raters) == ((), 0)
    assert decide(forget_ratings(wish, CONTEXT), [decision.changes[0].state]).changes == []
