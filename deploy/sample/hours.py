"""When the people of the sample are usually free."""

from collections.abc import Mapping
from datetime import time

from deploy.sample.dice import Dice
from mentormesh_contracts.people import WeeklyHours
from mentormesh_contracts.vocabulary import Weekday

DAYS = dict(zip(Weekday, (18, 18, 18, 18, 15, 7, 6), strict=True))
PRESSED = 0.02
"""People with half an hour a week, which is too little for a mentorship."""
UNSAID = 0.01


def weekly_hours(dice: Dice, free_from: Mapping[int, float]) -> tuple[WeeklyHours, ...]:
    """A slot on each of a few days, in the order of the week."""
    if dice.chance(UNSAID):
        return ()
    pressed = dice.chance(PRESSED)
    days = dice.several(1 if pressed else dice.number(2, 5), DAYS)
    return tuple(_slot(dice, day, free_from, pressed) for day in Weekday if day in days)


def _slot(dice: Dice, day: Weekday, free_from: Mapping[int, float], pressed: bool) -> WeeklyHours:
    start = dice.one(free_from) * 2 + dice.number(0, 1)
    end = start + (1 if pressed else dice.number(2, 6))
    return WeeklyHours(day=day, start=_half_hour(start), end=_half_hour(min(end, 48)))


def _half_hour(count: int) -> time:
    return time(count // 2 % 24, 30 * (count % 2))
