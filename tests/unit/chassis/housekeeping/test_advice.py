"""What operators are told to do."""

from dataclasses import replace

import pytest

from services.chassis.housekeeping.advice import Standing, advice
from services.chassis.housekeeping.held_story import first_missing

DEAD = Standing("dead", "malformed", "body is not JSON", False, None, None, 0)
PARKED = Standing("parked", "failed", None, False, None, None, 3)


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (DEAD, "Nothing here can read it."),
        (replace(DEAD, behind=7), "7 of its aggregate wait behind it."),
        (replace(DEAD, fault=None), "can read it: redrive it."),
        (replace(DEAD, is_applied=True), "Another record came under its number and was applied: discard it."),
        (replace(DEAD, state="discarded"), "for the audit alone"),
        (PARKED, "Its rule failed: mend the code"),
        (replace(PARKED, reason="waiting"), "goes on by itself when what it waits for has come"),
        (replace(PARKED, first_before="people/0/7"), "It waits behind people/0/7"),
        (replace(PARKED, reason="gap", missing=4, first_before="people/0/7"), "Number 4 of its aggregate has not come"),
    ],
)
def test_each_standing_has_its_advice(standing: Standing, said: str) -> None:
    assert said in advice(standing)


@pytest.mark.parametrize(
    ("held", "applied", "own", "missing"),
    [([], 0, 1, None), ([], 0, 2, 1), ([1], 0, 2, None), ([3], 1, 4, 2), ([2, 3], 1, 9, None), ([], 7, 5, None)],
)
def test_the_next_number_is_missing_if_nobody_holds_it(
    held: list[int], applied: int, own: int, missing: int | None
) -> None:
    assert first_missing(held, applied, own) == missing
