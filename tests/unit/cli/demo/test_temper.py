from statistics import fmean

from cli.demo.temper import ratings
from deploy.sample.dice import Dice
from mentormesh_contracts.vocabulary import Quality


def rated(mentor: int, *answer: object) -> dict[str, int]:
    return ratings(Dice("mentor", mentor), Dice(*answer))


def test_every_quality_is_rated_on_the_scale() -> None:
    for number in range(200):
        found = rated(number, "answer", number)
        assert set(found) == {quality.value for quality in Quality}
        assert all(1 <= rating <= 5 for rating in found.values())


def test_the_same_dice_say_the_same() -> None:
    assert rated(7, "answer", 1) == rated(7, "answer", 1)


def test_some_mentors_are_better_than_others_whoever_is_asked() -> None:
    means = [fmean(fmean(rated(mentor, "answer", asked).values()) for asked in range(8)) for mentor in range(60)]
    assert max(means) - min(means) > 1.5
