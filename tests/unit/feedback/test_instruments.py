import pytest

from mentormesh_contracts.vocabulary import Goal, MentorBenefit, Quality, Role
from services.feedback.domain.instruments import INSTRUMENTS, SESSION_REFLECTION, Answering, OffTheScale


def test_a_rating_becomes_a_part_of_the_scale() -> None:
    assert [SESSION_REFLECTION.scale.share(rating) for rating in range(1, 6)] == [0, 0.25, 0.5, 0.75, 1]
    with pytest.raises(OffTheScale):
        SESSION_REFLECTION.scale.share(0)


def test_mentees_are_asked_about_all_five_qualities() -> None:
    rated = [one.about for one in SESSION_REFLECTION.questions if one.answering is Answering.SCALE]
    assert rated == list(Quality)


@pytest.mark.parametrize(
    ("role", "choices"), [(Role.MENTOR, list(MentorBenefit)), (Role.MENTEE, list(Goal)), (Role.PEER, list(Goal))]
)
def test_each_side_is_asked_about_its_own_benefits(role: Role, choices: list[str]) -> None:
    assert list(SESSION_REFLECTION.ticked(role, reversed(choices))) == choices


def test_every_instrument_is_kept_under_its_name_and_version() -> None:
    assert all(id == instrument.id and ":" in id for id, instrument in INSTRUMENTS.items())
