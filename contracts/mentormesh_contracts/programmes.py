"""Programmes, who takes part in them, and the cycles that match them."""

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator

from mentormesh_contracts.fact import Count, Event, Fact, Identifier, Instant, Ordinal
from mentormesh_contracts.vocabulary import (
    AuditDimension,
    Constraint,
    Criterion,
    CycleFailure,
    CycleStatus,
    Objective,
    ProgrammeKind,
    ProgrammeStatus,
    Role,
)

Weight = Annotated[float, Field(ge=0, le=1)]
Share = Annotated[float, Field(ge=0, le=1, description="A fraction, from 0 to 1.")]
EngineVersion = Annotated[
    str,
    StringConstraints(max_length=20, pattern=r"^[0-9]+(\.[0-9]+){0,3}$"),
    Field(description="The version of the matching engine: one version gives one result."),
]
ResultHash = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{64}$"),
    Field(description="SHA-256, in hexadecimal digits, over the sorted list of who is with whom, with their scores."),
]
GroupValue = Annotated[
    str,
    StringConstraints(max_length=200, pattern=r"^(https?://)?[A-Za-z0-9][A-Za-z0-9.:/_~%?#&=+-]*$"),
    Field(description="An organisation's id, a discipline, a language tag or a time zone."),
]

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
    mentee_share: Share = Field(
        default=0.75, description="How much of a value is the mentee's view; the rest is the mentor's."
    )
    maximum_experience_gap: Annotated[float, Field(ge=0, le=80)] | None = Field(
        default=None, description="Years by which the mentor may be ahead at most in the area sought; absent: no limit."
    )
    other_organisation: bool = Field(default=False, description="The two come from different organisations.")
    common_discipline: bool = Field(default=False, description="The two have a discipline in common.")
    pass_on: bool = Field(
        default=False,
        description="A cycle's pair that is not taken passes on to who is next for the mentor's place.",
    )
    audited_by: tuple[AuditDimension, ...] = Field(
        default=(), max_length=len(AuditDimension), description="Between which groups the audit reports gaps."
    )


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
    seed: Count = Field(default=0, description="From it come the choices that the rules leave to chance.")
    engine_version: EngineVersion | None = Field(default=None, description="Absent until the engine has a result.")
    result_hash: ResultHash | None = Field(default=None, description="Absent until the engine has a result.")
    failure: CycleFailure | None = Field(default=None, description="Why it failed; only if it did.")
    audited_at: Instant | None = Field(default=None, description="Absent until it is audited.")


class Exchange(Fact):
    """Places that one organisation's mentors gave to people of another."""

    giver: Identifier
    receiver: Identifier
    places: Count


class AuditedGroup(Fact):
    """How one group of people who looked for a mentorship fared. Groups are of five people at least."""

    dimension: AuditDimension
    value: GroupValue | None = Field(default=None, description="Absent: all groups of fewer than five, together.")
    people: Count
    matched: Count
    mean_score: float | None = Field(default=None, description="Of those matched; absent: fewer than five were.")


class Audit(Fact):
    """How good a cycle's result is, and for whom. Absent figures were not computed for this kind and objective."""

    objective: Objective
    engine_version: EngineVersion
    result_hash: ResultHash
    coverage: Share = Field(description="Of those who looked for a mentorship, how many are in a proposal.")
    total_score: float = Field(description="Sum of the proposals' scores.")
    worst_score: float | None = Field(default=None, description="Of the worst proposal; absent: there is none.")
    upper_bound: float | None = Field(default=None, description="No plan has a larger total than this, proven.")
    gap: Share | None = Field(
        default=None, description="By what fraction of the upper bound the total is below it: 0 is the optimum."
    )
    gap_without_quotas: Share | None = Field(
        default=None, description="The same against the upper bound that would hold without quotas."
    )
    blocking_pairs: Count | None = Field(
        default=None, description="Pairs who would both be better off with each other, by more than a whisker."
    )
    exchanges: tuple[Exchange, ...] = Field(
        default=(), max_length=4_000, description="Places given and received between organisations, most first."
    )
    groups: tuple[AuditedGroup, ...] = Field(
        default=(), max_length=2_000, description="Largest first, for each dimension that the policy names."
    )


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


class CycleAudited(Event):
    """A completed cycle was audited: how good its result is, and for whom."""

    TYPE: ClassVar[str] = "mentormesh.cycle.audited.v1"
    after: Cycle
    audit: Audit = Field(description="What the audit found.")


class CycleFailed(Event):
    """A matching cycle ended without a result."""

    TYPE: ClassVar[str] = "mentormesh.cycle.failed.v1"
    after: Cycle
