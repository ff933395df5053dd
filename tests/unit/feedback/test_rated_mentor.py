import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentormesh_contracts.feedback import MentorScores
from mentormesh_contracts.vocabulary import Quality
from services.feedback.domain.rated_mentor import PRIOR, STRENGTH, RatedMentor
from tests.unit.feedback.givens import HOME, MENTOR, START

SHARES = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])
RATINGS = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.dictionaries(st.sampled_from(Quality), SHARES, min_size=1)), min_size=1
)
Rated = list[tuple[str, dict[Quality, float]]]


def scores(ratings: Rated) -> MentorScores:
    mentor = RatedMentor(id=MENTOR, organisation_id=HOME, changed_at=START)
    for rater, shares in ratings:
        mentor = mentor.rated(rater, shares, START)
    return mentor.scores


@given(RATINGS)
def test_a_score_lies_between_the_prior_and_what_the_raters_gave(ratings: Rated) -> None:
    for score in scores(ratings).scores:
        by_rater: dict[str, list[float]] = {}
        for rater, shares in ratings:
            if score.quality in shares:
                by_rater.setdefault(rater, []).append(shares[score.quality])
        mean = sum(sum(given) / len(given) for given in by_rater.values()) / len(by_rater)
        assert 0 < score.mean < 1
        assert min(PRIOR, mean) - 1e-12 <= score.mean <= max(PRIOR, mean) + 1e-12
        assert score.raters == len(by_rater)


@given(RATINGS, st.randoms())
def test_the_order_of_ratings_does_not_matter(ratings: Rated, chance: random.Random) -> None:
    shuffled = ratings.copy()
    chance.shuffle(shuffled)
    assert scores(shuffled) == scores(ratings)


@given(RATINGS, st.integers(1, 5))
def test_whoever_says_the_same_again_and_again_counts_once(ratings: Rated, times: int) -> None:
    assert [score.mean for score in scores(ratings * times).scores] == pytest.approx(
        [score.mean for score in scores(ratings).scores]
    )
    assert scores(ratings * times).raters == len({rater for rater, _ in ratings})


def test_one_rater_sways_a_score_less_than_five_who_agree() -> None:
    one = scores([("a", {Quality.COMMUNICATION: 0.0})]).scores[0].mean
    five = scores([(rater, {Quality.COMMUNICATION: 0.0}) for rater in "abcde"]).scores[0].mean
    assert one == pytest.approx(PRIOR * STRENGTH / (STRENGTH + 1))
    assert five == pytest.approx(PRIOR / 2)


def test_a_quality_that_nobody_rated_has_no_score() -> None:
    assert [score.quality for score in scores([("a", {Quality.TRUSTWORTHINESS: 1.0})]).scores] == [
        Quality.TRUSTWORTHINESS
    ]


def test_two_ratings_of_one_person_count_as_their_mean() -> None:
    twice = scores([("a", {Quality.COMMUNICATION: 1.0}), ("a", {Quality.COMMUNICATION: 0.5})])
    assert twice.scores[0].mean == pytest.approx((PRIOR * STRENGTH + 0.75) / (STRENGTH + 1))
    assert twice.scores[0].raters == twice.raters == 1
