"""Programmes, who takes part in them, and the cycles that match them."""

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from mentormesh_contracts.fact import Count, Event, Fact, Identifier, Instant, Ordinal
from mentormesh_contracts.vocabulary import (
    Constraint,
    Criterion,
    CycleStatus,
    Objective,
    ProgrammeKind,
    ProgrammeStatus,
    Role,
)

Weight = Annotated[float, Field(ge=0, le=1)]

DEFAULT_WEIGHTS: dict[Criterion, float] = {
    Criterion.GOALS: 0.25,
    Criterion.SKILLS: 0.25,
    Criterion.DISCIPLINES: 0.10,
    Criterion.EXPERIENCE_GAP: 0.10,
    Criterion.LANGUAGES: 0.05,
    Criterion.TIME_OVERLAP: 0.10,
    Criterion.QUALITIES: 0.10,
    Criterion.PREFERENCES: 0.05,
}


class Policy(Fact):
    """A programme's matching rules. Each revision has the next version number."""

    version: Ordinal = 1
    weights: dict[Criterion, Weight] = Field(
        default_factory=lambda: dict(DEFAULT_WEIGHTS), description="How much each criterion counts; absent ones do not."
    )
    objective: Objective = Objective.MOST_MATCHED
    offer_expiry_hours: Annotated[int, Field(ge=1, le=2160)] = Field(
        default=72, description="How long a proposal waits for its answers."
    )
    minimum_overlap_hours: Annotated[float, Field(ge=0, le=168)] = Field(
        default=1, description="Weekly hours that the two must have in common."
    )
    minimum_experience_gap: Annotated[float, Field(ge=0, le=40)] = Field(
        default=1, description="Years by which the mentor must be ahead in the area sought."
    )
    peer_experience_band: Annotated[float, Field(ge=0, le=40)] = Field(
        default=3, description="Years by which two peers may differ."
    )
    screening_required: bool = Field(default=False, description="Only people who are cleared are matched.")


class Structure(Fact):
    """How mentorships of a programme are meant to go."""

    cadence_days: Annotated[int, Field(ge=1, le=365)] = Field(
        default=21, description="A session is to be held at least this often."
    )
    milestones: tuple[Annotated[str, Field(max_length=100)], ...] = Field(
        default=(), max_length=20, description="Titles, in order."
    )
    ends_on: date | None = Field(default=None, description="The last day of a formal programme's mentorships.")
    group_minimum: Annotated[int, Field(ge=2, le=50)] = Field(default=4, description="Fewest mentees of a group.")
    group_maximum: Annotated[int, Field(ge=2, le=50)] = Field(default=8, description="Most mentees of a group.")

    @model_validator(mode="after")
    def _sizes_in_order(self) -> Self:
        if self.group_maximum < self.group_minimum:
            raise ValueError("group_maximum must not be smaller than group_minimum")
        return self


class Programme(Fact):
    """A programme of one of the four kinds."""

    id: Identifier
    organisation_id: Identifier
    kind: ProgrammeKind
    title: Annotated[str, Field(min_length=1, max_length=200)]
    open_to_partners: bool = Field(
        default=False, description="Open to those whom an agreement joins, not only its own."
    )
    policy: Policy
    structure: Structure
    status: ProgrammeStatus = ProgrammeStatus.OPEN
    opened_at: Instant
    changed_at: Instant


class Enrolment(Fact):
    """One person's part in one programme."""

    programme_id: Identifier
    role: Role
    enrolled_at: Instant
    mentorship_id: Identifier | None = Field(
        default=None, description="The live mentorship of a mentee or peer in this programme."
    )


class Participant(Fact):
    """A person as programmes see them; `id` is the person's."""

    id: Identifier
    organisation_id: Identifier
    enrolments: tuple[Enrolment, ...] = Field(default=(), max_length=1000)
    places_offered: Count = 0
    places_used: Count = Field(default=0, description="Live mentorships as a mentor, from proposal to closure.")


class Unmatched(Fact):
    """How many were left out for one binding reason."""

    constraint: Constraint
    people: Count


class Cycle(Fact):
    """One run of a policy over a cohort."""

    id: Identifier
    programme_id: Identifier
    organisation_id: Identifier
    policy_version: Ordinal = Field(description="The revision of the policy that it ran.")
    status: CycleStatus
    started_at: Instant
    ended_at: Instant | None = None
    considered: Count = Field(default=0, description="People who looked for a mentorship.")
    matched: Count = Field(default=0, description="People among them who are in a proposal.")
    proposals: Count = Field(default=0, description="Mentorships proposed.")
    total_score: float = Field(default=0.0, description="Sum of the proposals' scores.")
    unmatched: tuple[Unmatched, ...] = Field(default=(), max_length=50, description="Each reason once.")


class ProgrammeOpened(Event):
    """A programme was opened."""

    TYPE: ClassVar[str] = "mentormesh.programme.opened.v1"
    after: Programme


class PolicyRevised(Event):
    """A programme's policy has a new version."""

    TYPE: ClassVar[str] = "mentormesh.programme.policy_revised.v1"
    after: Programme


class ProgrammeClosed(Event):
    """A programme takes nobody new."""

    TYPE: ClassVar[str] = "mentormesh.programme.closed.v1"
    after: Programme


class ParticipantEnrolled(Event):
    """A person was enrolled in a programme."""

    TYPE: ClassVar[str] = "mentormesh.participant.enrolled.v1"
    programme_id: Identifier
    after: Participant


class ParticipantWithdrew(Event):
    """A person left a programme."""

    TYPE: ClassVar[str] = "mentormesh.participant.withdrew.v1"
    programme_id: Identifier
    after: Participant


class CycleStarted(Event):
    """A matching cycle began."""

    TYPE: ClassVar[str] = "mentormesh.cycle.started.v1"
    after: Cycle


class CycleCompleted(Event):
    """A matching cycle is done: proposals and reasons are there."""

    TYPE: ClassVar[str] = "mentormesh.cycle.completed.v1"
    after: Cycle


class CycleFailed(Event):
    """A matching cycle ended without a result."""

    TYPE: ClassVar[str] = "mentormesh.cycle.failed.v1"
    after: Cycle
