import pytest

from cli.demo.reached import addresses
from cli.errors import WrongUsage
from cli.services import NAMES

ALL = [f"{name}=http://127.0.0.1:{port}" for port, name in enumerate(NAMES, 8001)]


def test_a_service_may_have_several_processes() -> None:
    found = addresses([*ALL, "matching=http://127.0.0.1:9000/"])
    assert found["matching"] == ["http://127.0.0.1:8003", "http://127.0.0.1:9000"]
    assert list(found) == list(NAMES)


def test_nowhere_is_nothing_wrong() -> None:
    assert addresses(()) == {}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (ALL[:-1], "--at is missing for feedback"),
        (["http://127.0.0.1:8001"], "--at http://127.0.0.1:8001 is not SERVICE=URL"),
        (["match=http://127.0.0.1:8001"], "with a service of partners, profile"),
    ],
)
def test_what_is_wrong_with_addresses_is_told(given: list[str], said: str) -> None:
    with pytest.raises(WrongUsage) as wrong:
        addresses(given)
    assert said in str(wrong.value)
