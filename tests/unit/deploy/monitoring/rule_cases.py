"""For each alert what makes it fire, and what is near it and must not."""

from dataclasses import dataclass, replace
from typing import Any

Series = dict[str, str]
UP = 'up{job="mentormesh", deployment="profile", instance="p:8000"}'
REQUESTS = 'mentormesh_http_requests_total{service="profile", status="%s"}'
EFFECTS = 'mentormesh_effect_seconds_%s{service="profile"%s}'
OFFERS = 'mentormesh_offers_total{service="matching", answer="%s"}'
LOOP = 'mentormesh_event_loop_delay_seconds_bucket{instance="p:8000", le="%s"}'
TIMERS = 'mentormesh_timers_late_seconds_bucket{service="matching", le="%s"}'


@dataclass(frozen=True)
class Case:
    """Series, one value a step, and with which severities the alert fires at that time; none: it stays quiet."""

    alert: str
    series: Series
    severities: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    at: str = "20m"
    step: str = "1m"

    def as_promtool(self, annotations: dict[str, str]) -> dict[str, Any]:
        """A group of promtool's tests."""
        expected = [
            {"exp_labels": {"severity": severity, **dict(self.labels)}, "exp_annotations": annotations}
            for severity in self.severities
        ]
        return {
            "name": f"{self.alert} {'fires' if self.severities else 'stays quiet'}",
            "interval": self.step,
            "external_labels": {"grafana": "http://grafana"},
            "input_series": [{"series": name, "values": values} for name, values in self.series.items()],
            "alert_rule_test": [{"eval_time": self.at, "alertname": self.alert, "exp_alerts": expected}],
        }


def fires(alert: str, summary: str, series: Series, *severities: str, **labels: str) -> Case:
    """It does, and wakes somebody unless it is said otherwise."""
    return Case(alert, series, severities or ("page",), tuple(labels.items()), summary)


def quiet(alert: str, series: Series) -> Case:
    """It does not."""
    return Case(alert, series)


def within(case: Case, at: str, step: str = "1m") -> Case:
    """The same, looked at then."""
    return replace(case, at=at, step=step)


def steady(a_step: float, steps: int) -> str:
    """A counter that rises so much a step."""
    return f"0+{a_step:g}x{steps}"


def effects(good: float, late: float, steps: int) -> Series:
    """So many effects a step within a second, and so many later."""
    return {
        EFFECTS % ("bucket", ', le="1.0"'): steady(good, steps),
        EFFECTS % ("count", ""): steady(good + late, steps),
    }


def requests(good: float, failed: float, steps: int) -> Series:
    """So many requests a step are answered, and so many fail."""
    return {REQUESTS % "200": steady(good, steps), REQUESTS % "503": steady(failed, steps)}


def offers(answered: float, expired: float, steps: int) -> Series:
    """So many a step."""
    return {
        OFFERS % "accepted": steady(answered / 2, steps),
        OFFERS % "declined": steady(answered / 2, steps),
        OFFERS % "expired": steady(expired, steps),
    }


BUDGET = "The budget for errors is used up too fast. Promised: "
EFFECTS_LATE = f"{BUDGET}99 of 100 accepted requests have their effect in every service within a second."
API_FAILS = f"{BUDGET}999 of 1,000 requests are answered, not failed."
BOOKED_TWICE = f"{BUDGET}nobody is booked for two sessions at once."
UNANSWERED = f"{BUDGET}four of five offers are answered before they expire."
CHECKED, OVERLAPPING = "mentormesh_bookings_checked", "mentormesh_bookings_overlapping"
IN_USE = 'mentormesh_connections_in_use{service="profile", store="mongodb"}'
MOST = 'mentormesh_connections_most{service="profile", store="mongodb"}'

BURNING = "65m"
"""Long enough for the window of an hour."""
OF_OBJECTIVES = (
    within(
        fires("MentorMeshEffectsLate", EFFECTS_LATE, effects(80, 20, 70), "page", "ticket", objective="effects"),
        BURNING,
    ),
    within(quiet("MentorMeshEffectsLate", effects(99.5, 0.5, 70)), BURNING),
    # Days of somewhat too many are a matter for the week, not for the night.
    within(
        fires("MentorMeshEffectsLate", EFFECTS_LATE, effects(98, 2, 150), "ticket", objective="effects"), "74h", "30m"
    ),
    within(fires("MentorMeshApiFails", API_FAILS, requests(97, 3, 70), "page", "ticket", objective="api"), BURNING),
    within(quiet("MentorMeshApiFails", requests(10_000, 1, 70)), BURNING),
    # Nobody asks: nobody is let down.
    within(quiet("MentorMeshApiFails", {}), BURNING),
    within(
        fires(
            "MentorMeshBookedTwice",
            BOOKED_TWICE,
            {CHECKED: "100x70", OVERLAPPING: "0x58 2x12"},
            "page",
            "ticket",
            objective="bookings",
        ),
        BURNING,
    ),
    within(quiet("MentorMeshBookedTwice", {CHECKED: "100x70", OVERLAPPING: "0x70"}), BURNING),
    within(
        fires("MentorMeshOffersUnanswered", UNANSWERED, offers(0.5, 0.5, 150), "ticket", objective="offers"),
        "74h",
        "30m",
    ),
    within(quiet("MentorMeshOffersUnanswered", offers(0.9, 0.1, 150)), "74h", "30m"),
)

OF_SYMPTOMS = (
    fires(
        "MentorMeshProcessDown",
        "profile at p:8000 does not answer.",
        {UP: "1x10 0x10"},
        job="mentormesh",
        deployment="profile",
        instance="p:8000",
    ),
    quiet("MentorMeshProcessDown", {UP: "1x10 0 1x9"}),
    fires("MentorMeshNothingIsUp", "Prometheus finds no process of MentorMesh at all.", {}),
    quiet("MentorMeshNothingIsUp", {UP: "1x20"}),
    fires(
        "MentorMeshNoOwner",
        "profile has 0 processes that publish and keep house, not one.",
        {
            'mentormesh_relay_owner{service="profile", instance="a"}': "1x10 0x10",
            'mentormesh_relay_owner{service="profile", instance="b"}': "0x20",
        },
        service="profile",
    ),
    quiet(
        "MentorMeshNoOwner",
        {
            'mentormesh_relay_owner{service="profile", instance="a"}': "1x10 0x10",
            'mentormesh_relay_owner{service="profile", instance="b"}': "0x10 1x10",
        },
    ),
    fires(
        "MentorMeshFallsBehind",
        "profile is 1m 30s behind.",
        {'mentormesh_consumer_lag_seconds{service="profile", topic="t"}': "90x20"},
        service="profile",
    ),
    quiet("MentorMeshFallsBehind", {'mentormesh_consumer_lag_seconds{service="profile", topic="t"}': "0x16 90x4"}),
    fires(
        "MentorMeshOutboxStalls",
        "profile has an event that is 40s old and not published.",
        {'mentormesh_outbox_age_seconds{service="profile"}': "40x20"},
        service="profile",
    ),
    quiet("MentorMeshOutboxStalls", {'mentormesh_outbox_age_seconds{service="profile"}': "2x20"}),
    fires(
        "MentorMeshIntakeStopped",
        "profile takes no records: too large a share of them was bad.",
        {'mentormesh_intake_stopped{service="profile"}': "0x19 1x1"},
        service="profile",
    ),
    quiet("MentorMeshIntakeStopped", {'mentormesh_intake_stopped{service="profile"}': "0x20"}),
    fires(
        "MentorMeshDeadLetters",
        "profile holds 3 records that nobody could read.",
        {'mentormesh_held_records{service="profile", state="dead_letter"}': "3x20"},
        "ticket",
        service="profile",
    ),
    quiet("MentorMeshDeadLetters", {'mentormesh_held_records{service="profile", state="parked"}': "3x20"}),
    fires(
        "MentorMeshParkedForLong",
        "profile holds a record that has waited for 16m 40s.",
        {'mentormesh_held_oldest_seconds{service="profile", state="parked"}': "1000x20"},
        "ticket",
        service="profile",
    ),
    quiet("MentorMeshParkedForLong", {'mentormesh_held_oldest_seconds{service="profile", state="parked"}': "5x20"}),
    fires(
        "MentorMeshTimersLate",
        "matching carries reminders out 57m 0s late.",
        {TIMERS % "1800.0": "0x20", TIMERS % "3600.0": steady(10, 20), TIMERS % "+Inf": steady(10, 20)},
        "ticket",
        service="matching",
    ),
    quiet("MentorMeshTimersLate", {TIMERS % "1.0": steady(10, 20), TIMERS % "+Inf": steady(10, 20)}),
    fires(
        "MentorMeshEventLoopLate",
        "p:8000 wakes 475ms late: its one core is spent, or it is held up.",
        {LOOP % "0.25": "0x20", LOOP % "0.5": steady(10, 20), LOOP % "+Inf": steady(10, 20)},
        "ticket",
        instance="p:8000",
    ),
    quiet("MentorMeshEventLoopLate", {LOOP % "0.005": steady(10, 20), LOOP % "+Inf": steady(10, 20)}),
    fires(
        "MentorMeshConnectionsUsedUp",
        "profile uses 95% of its connections to mongodb.",
        {IN_USE: "95x20", MOST: "100x20"},
        "ticket",
        service="profile",
        store="mongodb",
    ),
    quiet("MentorMeshConnectionsUsedUp", {IN_USE: "20x20", MOST: "100x20"}),
    fires(
        "MentorMeshLimitsAlone",
        "profile counts requests in each process alone: Redis is out of reach.",
        {'mentormesh_rate_limits_local{service="profile"}': "1x20"},
        "ticket",
        service="profile",
    ),
    quiet("MentorMeshLimitsAlone", {'mentormesh_rate_limits_local{service="profile"}': "0x17 1x3"}),
    fires(
        "MentorMeshCycleHangs",
        "A matching cycle has been running for 2h 0m 0s.",
        {'mentormesh_cycle_running_longest_seconds{service="matching"}': "7200x20"},
        "ticket",
    ),
    quiet("MentorMeshCycleHangs", {'mentormesh_cycle_running_longest_seconds{service="matching"}': "900x20"}),
)
CASES = (*OF_OBJECTIVES, *OF_SYMPTOMS)
