"""The trial runner holds a decider to the rules of the chassis."""

import pytest

from services.deciding import Aggregate, Deciding, Decision, need
from services.deciding.trial import RuleBroken, decide


class Shelf(Aggregate):
    """Something to save."""

    KIND = "shelves"


def needing(id: str, saves: str) -> Deciding:
    """Needs one and saves one."""
    yield from need(Shelf, id)
    return Decision().save(Shelf(id=saves))


def test_a_plain_decision_is_taken_as_it_is() -> None:
    assert decide(Decision().tell(1)).answer == 1


def test_saving_what_was_not_needed_is_found_out() -> None:
    with pytest.raises(RuleBroken, match="did not need it"):
        decide(needing("one", "two"), fresh=["three"])


@pytest.mark.parametrize("saves", ["one", "new"])
def test_saving_what_was_needed_or_is_new_is_right(saves: str) -> None:
    assert decide(needing("one", saves), fresh=["new"]).changes[0].state.id == saves
