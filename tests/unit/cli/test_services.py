import pytest

from cli.errors import WrongUsage
from cli.services import NAMES, chosen, load


@pytest.mark.parametrize("names", [(), ("all",), ("matching", "all")])
def test_all_of_them_if_none_is_named(names: tuple[str, ...]) -> None:
    assert chosen(names) == NAMES


def test_each_is_taken_once() -> None:
    assert chosen(["matching", "profile", "matching"]) == ("matching", "profile")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("profil", "there is no service 'profil'; did you mean profile?"),
        ("Matching", "did you mean matching?"),
        ("xyz", "there are partners, profile, matching, scheduling, feedback"),
    ],
)
def test_a_service_that_does_not_exist_is_told_with_the_nearest(name: str, said: str) -> None:
    with pytest.raises(WrongUsage) as wrong:
        chosen([name])
    assert said in str(wrong.value)


def test_a_service_goes_by_its_name() -> None:
    (service,) = load(["scheduling"])
    assert service.name == "scheduling"
