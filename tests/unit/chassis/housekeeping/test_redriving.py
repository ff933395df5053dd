"""What would become of held records, if no rule failed."""

from services.chassis.housekeeping.redriving import Redriven, foreseen
from services.chassis.writer.work import GivenUp, RecordWork
from tests.unit.chassis.writer.given import PEOPLE, record

ADA = f"{PEOPLE}/ada"


def held(*numbers: int) -> list[RecordWork]:
    works = [record("ada", number) for number in numbers]
    for work in works:
        work.held_id = str(work.sequence)
    return works


def test_those_in_turn_are_applied_and_those_behind_a_gap_stay() -> None:
    outcomes = foreseen(held(2, 3, 5), {ADA: 1})
    assert outcomes == {"2": Redriven.APPLIED, "3": Redriven.APPLIED, "5": Redriven.HELD}


def test_what_was_applied_before_is_let_go() -> None:
    assert foreseen(held(1, 2), {ADA: 7}) == {"1": Redriven.APPLIED, "2": Redriven.APPLIED}


def test_one_that_cannot_be_read_holds_back_those_behind_it() -> None:
    works = held(1, 2)
    works[0].fault = "body is not JSON"
    assert foreseen(works, {ADA: 0}) == {"1": Redriven.UNREADABLE, "2": Redriven.HELD}


def test_one_that_was_given_up_is_passed_over_and_not_counted() -> None:
    works = held(1, 2)
    works[0].fault, works[0].given_up = "body is not JSON", GivenUp("nonsense", "olga")
    assert foreseen(works, {ADA: 0}) == {"2": Redriven.APPLIED}


def test_one_without_an_envelope_is_unreadable() -> None:
    nonsense = RecordWork(PEOPLE, 0, 7, [], None, None, "header ce_id is missing", held_id="7")
    assert foreseen([nonsense], {}) == {"7": Redriven.UNREADABLE}
