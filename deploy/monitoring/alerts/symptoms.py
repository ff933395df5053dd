"""A few things that are wrong for certain, whatever the objectives say yet."""

from collections.abc import Callable
from dataclasses import dataclass

from deploy.monitoring.alerts.tempo import HOUR, MINUTE, Tempo

PAGE, TICKET = "page", "ticket"


@dataclass(frozen=True, slots=True)
class Symptom:
    """Something that is so, for so long."""

    alert: str
    summary: str
    severity: str
    runbook: str
    expression: Callable[[Tempo], str]
    lasts: int
    """Seconds before anybody is told."""


SYMPTOMS = (
    Symptom(
        "MentorMeshProcessDown",
        "{{ $labels.deployment }} at {{ $labels.instance }} does not answer.",
        PAGE,
        "service-down",
        lambda _: 'up{job="mentormesh"} == 0',
        2 * MINUTE,
    ),
    Symptom(
        "MentorMeshNothingIsUp",
        "Prometheus finds no process of MentorMesh at all.",
        PAGE,
        "service-down",
        lambda _: 'absent(up{job="mentormesh"} == 1)',
        2 * MINUTE,
    ),
    Symptom(
        "MentorMeshNoOwner",
        "{{ $labels.service }} has {{ $value }} processes that publish and keep house, not one.",
        PAGE,
        "no-owner",
        lambda _: "sum by (service) (mentormesh_relay_owner) != 1",
        2 * MINUTE,
    ),
    Symptom(
        "MentorMeshFallsBehind",
        "{{ $labels.service }} is {{ $value | humanizeDuration }} behind.",
        PAGE,
        "falls-behind",
        lambda tempo: f"max by (service) (mentormesh_consumer_lag_seconds) > {tempo.seconds(MINUTE)}",
        5 * MINUTE,
    ),
    Symptom(
        "MentorMeshOutboxStalls",
        "{{ $labels.service }} has an event that is {{ $value | humanizeDuration }} old and not published.",
        PAGE,
        "outbox-stalls",
        lambda tempo: f"max by (service) (mentormesh_outbox_age_seconds) > {tempo.seconds(30)}",
        2 * MINUTE,
    ),
    Symptom(
        "MentorMeshIntakeStopped",
        "{{ $labels.service }} takes no records: too large a share of them was bad.",
        PAGE,
        "intake-stopped",
        lambda _: "max by (service) (mentormesh_intake_stopped) == 1",
        0,
    ),
    Symptom(
        "MentorMeshDeadLetters",
        "{{ $labels.service }} holds {{ $value }} records that nobody could read.",
        TICKET,
        "dead-letters",
        lambda _: 'max by (service) (mentormesh_held_records{state="dead_letter"}) > 0',
        15 * MINUTE,
    ),
    Symptom(
        "MentorMeshParkedForLong",
        "{{ $labels.service }} holds a record that has waited for {{ $value | humanizeDuration }}.",
        TICKET,
        "parked",
        lambda tempo: (
            f'max by (service) (mentormesh_held_oldest_seconds{{state="parked"}}) > {tempo.seconds(10 * MINUTE)}'
        ),
        5 * MINUTE,
    ),
    Symptom(
        "MentorMeshTimersLate",
        "{{ $labels.service }} carries reminders out {{ $value | humanizeDuration }} late.",
        TICKET,
        "timers-late",
        lambda tempo: (
            "histogram_quantile(0.9, sum by (service, le) "
            f"(rate(mentormesh_timers_late_seconds_bucket[{tempo.span(10 * MINUTE)}]))) > {tempo.seconds(5 * MINUTE)}"
        ),
        5 * MINUTE,
    ),
    Symptom(
        "MentorMeshEventLoopLate",
        "{{ $labels.instance }} wakes {{ $value | humanizeDuration }} late: its one core is spent, or it is held up.",
        TICKET,
        "event-loop",
        lambda tempo: (
            "histogram_quantile(0.9, sum by (instance, le) "
            f"(rate(mentormesh_event_loop_delay_seconds_bucket[{tempo.span(5 * MINUTE)}]))) > 0.25"
        ),
        10 * MINUTE,
    ),
    Symptom(
        "MentorMeshConnectionsUsedUp",
        "{{ $labels.service }} uses {{ $value | humanizePercentage }} of its connections to {{ $labels.store }}.",
        TICKET,
        "connections",
        lambda _: "max by (service, store) (mentormesh_connections_in_use / mentormesh_connections_most) > 0.9",
        5 * MINUTE,
    ),
    Symptom(
        "MentorMeshLimitsAlone",
        "{{ $labels.service }} counts requests in each process alone: Redis is out of reach.",
        TICKET,
        "rate-limits",
        lambda _: "max by (service) (mentormesh_rate_limits_local) == 1",
        5 * MINUTE,
    ),
    Symptom(
        "MentorMeshCycleHangs",
        "A matching cycle has been running for {{ $value | humanizeDuration }}.",
        TICKET,
        "cycle-hangs",
        lambda tempo: f"max(mentormesh_cycle_running_longest_seconds) > {tempo.seconds(HOUR)}",
        0,
    ),
)
