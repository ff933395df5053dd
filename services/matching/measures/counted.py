"""Counted as it happens: answers to offers, the beginnings and ends of mentorships, and what cycles came to."""

from datetime import datetime

from mentormesh_contracts.mentorships import (
    MentorshipAccepted,
    MentorshipCompleted,
    MentorshipDeclined,
    MentorshipEnded,
    MentorshipEvent,
    MentorshipExpired,
    MentorshipProposed,
    MentorshipStarted,
)
from mentormesh_contracts.programmes import CycleAudited, CycleCompleted, CycleFailed
from mentormesh_contracts.vocabulary import Constraint, CycleStatus, EndReason, MentorshipOrigin, ProgrammeKind
from services.chassis.observability.catalogue import ORGANISATION, counter, from_nought, histogram
from services.chassis.observability.organisations import count_each
from services.chassis.observability.tally import Happened, Tallies

MATCHING = "matching"
ACCEPTED, DECLINED, EXPIRED = ANSWERS = ("accepted", "declined", "expired")
HOUR, DAY = 3600, 86400
ANSWER_SECONDS = (60, 600, HOUR, 6 * HOUR, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 7 * DAY, 14 * DAY, 30 * DAY)
CYCLE_SECONDS = (0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, HOUR)
SHARES = (0.1, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1)
GAPS = (0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.05, 0.1)

offers_total = counter(
    "offers_total", "offers", "Offers of a mentorship to one person, by what came of them.", answer=ANSWERS
)
organisation_offers_total = counter(
    "organisation_offers_total",
    "offers",
    "Offers of a mentorship to the organisation's people, by what came of them.",
    ORGANISATION,
    answer=ANSWERS,
)
offer_answer_seconds = histogram(
    "offer_answer_seconds",
    "seconds",
    "From the proposal of a mentorship to a person's answer.",
    ANSWER_SECONDS,
    answer=(ACCEPTED, DECLINED),
)
mentorships_proposed_total = counter(
    "mentorships_proposed_total",
    "mentorships",
    "Mentorships proposed, by how they came about.",
    origin=MentorshipOrigin,
)
mentorships_started_total = counter(
    "mentorships_started_total", "mentorships", "Mentorships that began, by the kind of programme.", kind=ProgrammeKind
)
mentorships_completed_total = counter(
    "mentorships_completed_total", "mentorships", "Mentorships that came to their planned end.", kind=ProgrammeKind
)
mentorships_ended_total = counter(
    "mentorships_ended_total", "mentorships", "Mentorships that ended early, by reason.", reason=EndReason
)
cycles_total = counter(
    "cycles_total", "cycles", "Matching cycles that ended.", outcome=(CycleStatus.COMPLETED, CycleStatus.FAILED)
)
cycle_seconds = histogram("cycle_seconds", "seconds", "A matching cycle, from its start to its end.", CYCLE_SECONDS)
cycle_people_total = counter(
    "cycle_people_total",
    "people",
    "People who looked for a mentorship in completed cycles.",
    outcome=("matched", "unmatched"),
)
cycle_unmatched_total = counter(
    "cycle_unmatched_total", "people", "People whom cycles left out, by the binding reason.", constraint=Constraint
)
cycle_coverage = histogram(
    "cycle_coverage", "share", "Of those who looked, the share that an audited cycle matched.", SHARES
)
cycle_gap = histogram(
    "cycle_gap", "share", "By what share of the proven upper bound the total of an audited cycle is below it.", GAPS
)

from_nought(
    MATCHING,
    offers_total,
    offer_answer_seconds,
    mentorships_proposed_total,
    mentorships_started_total,
    mentorships_completed_total,
    mentorships_ended_total,
    cycles_total,
    cycle_seconds,
    cycle_people_total,
    cycle_unmatched_total,
    cycle_coverage,
    cycle_gap,
)


def _accepted(happened: Happened[MentorshipAccepted]) -> None:
    _answered(happened, ACCEPTED, happened.event.person_id)


def _declined(happened: Happened[MentorshipDeclined]) -> None:
    if happened.event.person_id is not None:
        _answered(happened, DECLINED, happened.event.person_id)


def _answered(happened: Happened[MentorshipAccepted] | Happened[MentorshipDeclined], how: str, person_id: str) -> None:
    mentorship = happened.event.after
    offer_answer_seconds.labels(MATCHING, how).observe(_seconds(mentorship.proposed_at, happened.at))
    offers_total.labels(MATCHING, how).inc()
    if member := mentorship.member(person_id):
        count_each(organisation_offers_total, MATCHING, (member.organisation_id,), how)


def _expired(happened: Happened[MentorshipExpired]) -> None:
    silent = [member for member in happened.event.after.members if member.accepted_at is None]
    offers_total.labels(MATCHING, EXPIRED).inc(len(silent))
    count_each(organisation_offers_total, MATCHING, (member.organisation_id for member in silent), EXPIRED)


def _proposed(happened: Happened[MentorshipProposed]) -> None:
    mentorships_proposed_total.labels(MATCHING, happened.event.after.origin).inc()


def _started(happened: Happened[MentorshipEvent]) -> None:
    mentorships_started_total.labels(MATCHING, happened.event.after.kind).inc()


def _completed(happened: Happened[MentorshipEvent]) -> None:
    mentorships_completed_total.labels(MATCHING, happened.event.after.kind).inc()


def _ended(happened: Happened[MentorshipEvent]) -> None:
    mentorships_ended_total.labels(MATCHING, happened.event.after.end_reason or EndReason.OTHER).inc()


def _cycle_completed(happened: Happened[CycleCompleted]) -> None:
    cycle = happened.event.after
    cycles_total.labels(MATCHING, CycleStatus.COMPLETED).inc()
    cycle_seconds.labels(MATCHING).observe(_seconds(cycle.started_at, happened.at))
    cycle_people_total.labels(MATCHING, "matched").inc(cycle.matched)
    cycle_people_total.labels(MATCHING, "unmatched").inc(max(0, cycle.considered - cycle.matched))
    for each in cycle.unmatched:
        cycle_unmatched_total.labels(MATCHING, each.constraint).inc(each.people)


def _cycle_failed(happened: Happened[CycleFailed]) -> None:
    cycles_total.labels(MATCHING, CycleStatus.FAILED).inc()
    cycle_seconds.labels(MATCHING).observe(_seconds(happened.event.after.started_at, happened.at))


def _cycle_audited(happened: Happened[CycleAudited]) -> None:
    audit = happened.event.audit
    cycle_coverage.labels(MATCHING).observe(audit.coverage)
    if audit.gap is not None:
        cycle_gap.labels(MATCHING).observe(audit.gap)


def _seconds(since: datetime, until: datetime) -> float:
    return max(0.0, (until - since).total_seconds())


TALLIES: Tallies = {
    MentorshipProposed: _proposed,
    MentorshipAccepted: _accepted,
    MentorshipDeclined: _declined,
    MentorshipExpired: _expired,
    MentorshipStarted: _started,
    MentorshipCompleted: _completed,
    MentorshipEnded: _ended,
    CycleCompleted: _cycle_completed,
    CycleFailed: _cycle_failed,
    CycleAudited: _cycle_audited,
}
