"""What is promised to those who use the network, and how fast the budget for errors may be used up.

Several windows, each with a short one that ends the alert soon after the errors end: The Site Reliability Workbook,
chapter 5, "6: Multiwindow, Multi-Burn-Rate Alerts", with its windows and factors for a budget of 30 days.
"""

from collections.abc import Callable
from dataclasses import dataclass

from deploy.monitoring.alerts.tempo import DAY, HOUR, MINUTE

BUDGET = 30 * DAY
LATE_EFFECT = 1.0
"""Seconds; a bucket of the histogram ends there."""


@dataclass(frozen=True, slots=True)
class Burn:
    """The budget is used up so many times too fast, over a long time and over a short one still."""

    long: int
    short: int
    factor: float


PAGE = (Burn(HOUR, 5 * MINUTE, 14.4), Burn(6 * HOUR, 30 * MINUTE, 6))
TICKET = (Burn(3 * DAY, 6 * HOUR, 1),)
SLOW = (Burn(3 * DAY, DAY, 1.5),)
"""For what people take days to do."""


@dataclass(frozen=True, slots=True)
class Objective:
    """A promise, measured."""

    name: str
    alert: str
    promise: str
    target: float
    errors: Callable[[str], str]
    """The share of errors in a window of that length."""
    runbook: str
    page: tuple[Burn, ...] = PAGE
    ticket: tuple[Burn, ...] = TICKET

    @property
    def windows(self) -> tuple[int, ...]:
        """All that its alerts look at, in seconds."""
        burns = (*self.page, *self.ticket)
        return tuple(sorted({HOUR, BUDGET} | {each for burn in burns for each in (burn.long, burn.short)}))


def _late_effects(window: str) -> str:
    good = f'sum(rate(mentormesh_effect_seconds_bucket{{le="{LATE_EFFECT}"}}[{window}]))'
    return f"1 - {good} / (sum(rate(mentormesh_effect_seconds_count[{window}])) > 0) or vector(0)"


def _failed_requests(window: str) -> str:
    failed = f'(sum(rate(mentormesh_http_requests_total{{status=~"5.."}}[{window}])) or vector(0))'
    return f"{failed} / (sum(rate(mentormesh_http_requests_total[{window}])) > 0) or vector(0)"


def _overlapping_bookings(window: str) -> str:
    found = f"sum(sum_over_time(mentormesh_bookings_overlapping[{window}]))"
    return f"{found} / (sum(sum_over_time(mentormesh_bookings_checked[{window}])) > 0) or vector(0)"


def _silent_offers(window: str) -> str:
    silent = f'(sum(increase(mentormesh_offers_total{{answer="expired"}}[{window}])) or vector(0))'
    return f"{silent} / (sum(increase(mentormesh_offers_total[{window}])) > 0) or vector(0)"


OBJECTIVES = (
    Objective(
        "effects",
        "MentorMeshEffectsLate",
        "99 of 100 accepted requests have their effect in every service within a second",
        0.99,
        _late_effects,
        "effects-late",
    ),
    Objective(
        "api",
        "MentorMeshApiFails",
        "999 of 1,000 requests are answered, not failed",
        0.999,
        _failed_requests,
        "api-fails",
    ),
    Objective(
        "bookings",
        "MentorMeshBookedTwice",
        "nobody is booked for two sessions at once",
        0.99999,
        _overlapping_bookings,
        "booked-twice",
    ),
    Objective(
        "offers",
        "MentorMeshOffersUnanswered",
        "four of five offers are answered before they expire",
        0.8,
        _silent_offers,
        "offers",
        page=(),
        ticket=SLOW,
    ),
)
