from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mentormesh_contracts.feedback import FeedbackGiven, ScoresChanged
from mentormesh_contracts.mentorships import Member
from mentormesh_contracts.vocabulary import Goal, MentorBenefit, Quality, Role
from services.deciding import Aggregate, Decision, Unknown
from services.deciding.trial import decide
from services.feedback.domain.answers import Answers
from services.feedback.domain.give_feedback import GiveFeedback, MentorNotThere, give_feedback
from services.feedback.domain.held_session import DidNotAttend, FeedbackGivenAlready, HeldSession
from services.feedback.domain.instruments import InstrumentUnknown, NotAsked, OffTheScale
from services.feedback.domain.outcomes import Outcomes
from services.feedback.domain.rated_mentor import RatedMentor
from tests.unit.feedback.givens import (
    GROUP,
    HOME,
    MENTEE,
    MENTOR,
    OTHER_MENTEE,
    PARTNER,
    PEER,
    STRANGER,
    THIRD,
    at,
    held_session,
    relationship,
    shelf,
    the,
)

ALL_FIVE = dict.fromkeys(Quality, 5)


def command(**changed: Any) -> GiveFeedback:
    given: dict[str, Any] = {"organisation_id": PARTNER, "session_id": "s1", "person_id": MENTEE}
    return GiveFeedback(**given | changed)


def answer(*given: Aggregate, **changed: Any) -> Decision:
    return decide(give_feedback(command(**changed), at()), given or (relationship(), held_session()))


def test_a_mentee_s_ratings_change_the_mentor_s_scores() -> None:
    decision = answer(ratings=ALL_FIVE)
    given, changed = decision.events
    assert isinstance(given, FeedbackGiven)
    assert given.after.role is Role.MENTEE
    assert given.after.instrument == "session-reflection:1"
    assert isinstance(changed, ScoresChanged)
    assert changed.after.id == MENTOR
    assert changed.after.organisation_id == HOME
    assert [score.quality for score in changed.after.scores] == list(Quality)
    assert changed.after.scores[0].mean == pytest.approx((0.7 * 5 + 1) / 6)


def test_a_mentor_answers_without_rating_anyone() -> None:
    decision = answer(organisation_id=HOME, person_id=MENTOR, benefits=[MentorBenefit.SATISFACTION])
    assert [type(event) for event in decision.events] == [FeedbackGiven]
    assert decision.answer.benefits == ("satisfaction",)


def test_everyone_answers_once_about_a_session() -> None:
    given = (relationship(), held_session())
    after = shelf(given, answer(*given))
    with pytest.raises(FeedbackGivenAlready):
        answer(*after)
    assert answer(*after, organisation_id=HOME, person_id=MENTOR).events


def test_a_session_that_was_not_held_is_not_there() -> None:
    with pytest.raises(Unknown) as unknown:
        answer(relationship())
    assert unknown.value.kind == HeldSession.KIND


def test_an_organisation_that_takes_no_part_is_told_of_no_session() -> None:
    with pytest.raises(Unknown) as unknown:
        answer(organisation_id=STRANGER)
    assert unknown.value.kind == HeldSession.KIND


def test_nobody_answers_for_another_organisation_s_people() -> None:
    with pytest.raises(Unknown) as other:
        answer(organisation_id=HOME)
    with pytest.raises(Unknown) as nobody:
        answer(organisation_id=HOME, person_id="nobody")
    assert (other.value.kind, other.value.field) == (nobody.value.kind, nobody.value.field) == ("person", "person_id")


def test_who_was_absent_has_nothing_to_answer() -> None:
    with pytest.raises(DidNotAttend):
        answer(relationship(), held_session(absent=[MENTEE]))


def test_a_mentor_who_was_absent_is_not_rated_but_the_mentee_may_still_answer() -> None:
    alone = (relationship(), held_session(absent=[MENTOR]))
    with pytest.raises(MentorNotThere):
        answer(*alone, ratings=ALL_FIVE)
    assert [type(event) for event in answer(*alone, comment="Nobody came.").events] == [FeedbackGiven]


def test_a_mentor_rates_nobody_and_ticks_a_mentor_s_benefits() -> None:
    with pytest.raises(NotAsked):
        answer(organisation_id=HOME, person_id=MENTOR, ratings=ALL_FIVE)
    with pytest.raises(NotAsked):
        answer(organisation_id=HOME, person_id=MENTOR, benefits=[Goal.NETWORK_BUILDING])
    with pytest.raises(NotAsked):
        answer(benefits=[MentorBenefit.SATISFACTION])


def test_peers_rate_nobody_and_tick_goals() -> None:
    peers = (
        Member(person_id=PEER, organisation_id=HOME, role=Role.PEER),
        Member(person_id=MENTEE, organisation_id=PARTNER, role=Role.PEER),
    )
    given = (relationship(members=peers), held_session(members=peers))
    assert answer(*given, benefits=[Goal.PROBLEM_SOLVING]).answer.role is Role.PEER
    with pytest.raises(NotAsked):
        answer(*given, ratings=ALL_FIVE)


@pytest.mark.parametrize("rating", [0, 6, 100])
def test_a_rating_is_on_the_instrument_s_scale(rating: int) -> None:
    with pytest.raises(OffTheScale):
        answer(ratings={Quality.COMMUNICATION: rating})


def test_an_instrument_that_is_not_there_is_named() -> None:
    with pytest.raises(InstrumentUnknown):
        answer(instrument="session-reflection:99")


def test_the_words_stay_in_the_answers_and_the_answers_with_their_organisation() -> None:
    decision = answer(ratings=ALL_FIVE, comment="  Between us.  ")
    kept = the(Answers, decision)
    assert kept.comment == "Between us."
    assert kept.organisations() == (PARTNER,)
    assert the(RatedMentor, decision).organisations() == (HOME,)
    others = [change.state for change in decision.changes if change.state is not kept]
    told = [*others, *decision.events]
    assert not any("Between us." in one.model_dump_json() for one in told)
    assert not any("ratings" in event.after.model_dump() for event in decision.events)


def test_an_empty_comment_is_none() -> None:
    assert the(Answers, answer(comment="   ")).comment is None


def test_a_comment_has_4000_characters_at_most() -> None:
    assert command(comment="x" * 4000).comment
    with pytest.raises(ValidationError):
        command(comment="x" * 4001)


def test_a_tick_counts_once() -> None:
    decision = answer(benefits=[Goal.KNOWLEDGE_TRANSFER, Goal.KNOWLEDGE_TRANSFER])
    (tally,) = the(Outcomes, decision).tallies
    assert tally.benefits == {"knowledge_transfer": 1}


def test_in_a_group_each_mentee_rates_the_mentor() -> None:
    shelved: list[Aggregate] = [relationship(members=GROUP), held_session(members=GROUP)]
    for organisation_id, person_id in ((PARTNER, MENTEE), (THIRD, OTHER_MENTEE)):
        decision = answer(
            *shelved, organisation_id=organisation_id, person_id=person_id, ratings={Quality.COMMUNICATION: 3}
        )
        shelved = shelf(shelved, decision)
    (mentor,) = (state for state in shelved if isinstance(state, RatedMentor))
    assert mentor.scores.raters == 2
    assert mentor.scores.scores[0].raters == 2


@given(st.permutations([(PARTNER, MENTEE, 5), (THIRD, OTHER_MENTEE, 1), (HOME, MENTOR, None)]))
def test_the_order_of_answers_does_not_matter(order: list[tuple[str, str, int | None]]) -> None:
    shelved: list[Aggregate] = [relationship(members=GROUP), held_session(members=GROUP)]
    for organisation_id, person_id, rating in order:
        ratings = {} if rating is None else {Quality.TRUSTWORTHINESS: rating}
        decision = answer(*shelved, organisation_id=organisation_id, person_id=person_id, ratings=ratings)
        shelved = shelf(shelved, decision)
    (mentor,) = (state for state in shelved if isinstance(state, RatedMentor))
    (outcomes,) = (state for state in shelved if isinstance(state, Outcomes))
    assert mentor.scores.scores[0].mean == (0.7 * 5 + 1 + 0) / 7
    assert [(tally.organisation_id, tally.answers) for tally in outcomes.tallies] == [
        (HOME, 1),
        (PARTNER, 1),
        (THIRD, 1),
    ]
