from datetime import timedelta
from typing import Any

from mentormesh_contracts.mentorships import (
    Member,
    Mentorship,
    MentorshipAccepted,
    MentorshipDeclined,
    MentorshipExpired,
)
from mentormesh_contracts.programmes import Cycle, CycleCompleted, CycleFailed, Unmatched
from mentormesh_contracts.vocabulary import (
    Constraint,
    CycleStatus,
    MentorshipOrigin,
    MentorshipStatus,
    ProgrammeKind,
    Role,
)
from services.chassis.observability.tally import Happened
from services.matching.measures import TALLIES
from tests.integration.support.measured import shown
from tests.unit.matching.given import NOW

HOUR = timedelta(hours=1)
PAIR = Mentorship(
    id="m",
    programme_id="p",
    kind=ProgrammeKind.FORMAL,
    origin=MentorshipOrigin.CYCLE,
    status=MentorshipStatus.PROPOSED,
    members=(
        Member(person_id="ada", organisation_id="north", role=Role.MENTOR, accepted_at=NOW),
        Member(person_id="bo", organisation_id="south", role=Role.MENTEE),
    ),
    cadence_days=14,
    proposed_at=NOW,
)
CYCLE = Cycle(
    id="c",
    programme_id="p",
    organisation_id="north",
    policy_version=1,
    status=CycleStatus.COMPLETED,
    started_at=NOW,
    considered=10,
    matched=7,
    unmatched=(Unmatched(constraint=Constraint.PLACES, people=3),),
)


def happens(event: Any, *series: tuple[str, dict[str, str]]) -> list[float]:
    """By how much these series rise."""
    before = [shown(name, "matching", **labels) or 0 for name, labels in series]
    TALLIES[type(event)](Happened(event, ("north", "south"), NOW + HOUR))
    return [(shown(name, "matching", **labels) or 0) - was for (name, labels), was in zip(series, before, strict=True)]


def offers(answer: str, **labels: str) -> tuple[str, dict[str, str]]:
    return ("organisation_offers_total" if labels else "offers_total"), {"answer": answer, **labels}


def test_an_answer_is_counted_for_the_person_and_timed_from_the_proposal() -> None:
    rises = happens(
        MentorshipAccepted(person_id="bo", after=PAIR),
        offers("accepted"),
        offers("accepted", organisation="south"),
        offers("accepted", organisation="north"),
        ("offer_answer_seconds_sum", {"answer": "accepted"}),
    )
    assert rises == [1, 1, 0, HOUR.total_seconds()]


def test_a_coordinators_no_is_no_answer_of_a_person() -> None:
    declined = MentorshipDeclined(organisation_id="south", after=PAIR)
    assert happens(declined, offers("declined"), offers("declined", organisation="south")) == [0, 0]


def test_an_offer_expires_for_those_who_had_not_answered() -> None:
    rises = happens(
        MentorshipExpired(after=PAIR),
        offers("expired"),
        offers("expired", organisation="south"),
        offers("expired", organisation="north"),
    )
    assert rises == [1, 1, 0]


def test_a_cycle_tells_whom_it_matched_and_why_others_were_left_out() -> None:
    rises = happens(
        CycleCompleted(after=CYCLE),
        ("cycle_people_total", {"outcome": "matched"}),
        ("cycle_people_total", {"outcome": "unmatched"}),
        ("cycle_unmatched_total", {"constraint": Constraint.PLACES.value}),
        ("cycles_total", {"outcome": "completed"}),
        ("cycle_seconds_sum", {}),
    )
    assert rises == [7, 3, 3, 1, HOUR.total_seconds()]


def test_a_failed_cycle_matches_nobody() -> None:
    failed = CycleFailed(after=CYCLE.model_copy(update={"status": CycleStatus.FAILED}))
    rises = happens(failed, ("cycles_total", {"outcome": "failed"}), ("cycle_people_total", {"outcome": "matched"}))
    assert rises == [1, 0]
