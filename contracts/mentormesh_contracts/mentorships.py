"""The mentorship itself: pair, group or peers, one model for all kinds."""

from typing import Annotated, ClassVar

from pydantic import Field

from mentormesh_contracts.fact import Count, Event, Fact, Identifier, Instant, Ordinal
from mentormesh_contracts.vocabulary import (
    Criterion,
    EndReason,
    Goal,
    MentorshipOrigin,
    MentorshipStatus,
    ProgrammeKind,
    Role,
)


class Member(Fact):
    """One person's part in a mentorship."""

    person_id: Identifier
    organisation_id: Identifier
    role: Role
    accepted_at: Instant | None = Field(default=None, description="Absent: still asked.")


class Approval(Fact):
    """A coordinator's yes, asked for by a sharing agreement."""

    organisation_id: Identifier
    approved_at: Instant | None = Field(default=None, description="Absent: still asked for.")


class AgreementPlace(Fact):
    """Places of an agreement that the mentorship holds: `giver`'s mentors for people of `receiver`."""

    agreement_id: Identifier
    giver: Identifier
    receiver: Identifier
    places: Annotated[int, Field(ge=1, le=60)] = Field(default=1, description="One for each person of the receiver.")


class Contribution(Fact):
    """What one criterion added to the score."""

    criterion: Criterion
    weight: Annotated[float, Field(ge=0, le=1)] = Field(description="The policy's weight for it.")
    value: Annotated[float, Field(ge=0, le=1)] = Field(description="How well the criterion is met, 0 to 1.")

    @property
    def points(self) -> float:
        """Weight times value."""
        return self.weight * self.value


class Explanation(Fact):
    """Why these people: the score is the sum of its contributions."""

    score: float
    contributions: tuple[Contribution, ...] = Field(default=(), max_length=20)
    rank: Ordinal | None = Field(default=None, description="1: the mentee's best among those eligible.")
    eligible: Count | None = Field(default=None, description="How many were eligible for the mentee.")
    alternative_score: float | None = Field(
        default=None,
        description="The score of the mentee's best alternative; absent: there was none, or it is unknown.",
    )
    price: Annotated[float, Field(ge=0)] | None = Field(
        default=None, description="What the mentor's place cost: points of score by which another was short of it."
    )


class Mentorship(Fact):
    """A supportive relationship between people of a programme."""

    id: Identifier
    programme_id: Identifier
    kind: ProgrammeKind
    origin: MentorshipOrigin
    status: MentorshipStatus
    members: tuple[Member, ...] = Field(max_length=60)
    approvals: tuple[Approval, ...] = Field(default=(), max_length=60, description="Asked for or given.")
    agreement_places: tuple[AgreementPlace, ...] = Field(
        default=(), max_length=120, description="Places held; none between people of one organisation."
    )
    topic: Goal | None = Field(default=None, description="What a group has in common.")
    cycle_id: Identifier | None = Field(default=None, description="The cycle that proposed it.")
    explanation: Explanation | None = Field(default=None, description="Absent where nobody computed a score.")
    cadence_days: Annotated[int, Field(ge=1, le=365)] = Field(
        description="A session is to be held at least this often."
    )
    proposed_at: Instant
    expires_at: Instant | None = Field(default=None, description="Until when a proposal waits for its answers.")
    started_at: Instant | None = None
    closed_at: Instant | None = Field(default=None, description="When its places became free, however it ended.")
    end_reason: EndReason | None = Field(default=None, description="Only if it ended early.")
    earlier_programmes: tuple[Identifier, ...] = Field(
        default=(), max_length=100, description="Programmes that it was part of before, oldest first."
    )

    @property
    def is_live(self) -> bool:
        """Whether it holds its places: from proposal to closure."""
        return self.status in (MentorshipStatus.PROPOSED, MentorshipStatus.ACTIVE, MentorshipStatus.PAUSED)

    @property
    def organisations(self) -> tuple[str, ...]:
        """The organisations of its members, each once, in a fixed order."""
        return tuple(sorted({member.organisation_id for member in self.members}))

    def member(self, person_id: str) -> Member | None:
        """That person's part in it, if any."""
        return next((member for member in self.members if member.person_id == person_id), None)


class MentorshipEvent(Event):
    """Something that happened to a mentorship."""

    after: Mentorship


class MentorshipProposed(MentorshipEvent):
    """A mentorship was proposed: by a cycle, by a request, or declared."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.proposed.v1"


class MentorshipApproved(MentorshipEvent):
    """A coordinator approved the match for one organisation."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.approved.v1"
    organisation_id: Identifier = Field(description="The organisation that approved.")


class MentorshipAccepted(MentorshipEvent):
    """A member accepted."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.accepted.v1"
    person_id: Identifier = Field(description="Who accepted.")


class MentorshipDeclined(MentorshipEvent):
    """A member or a coordinator declined; the places are free again."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.declined.v1"
    organisation_id: Identifier = Field(description="The organisation whose member or coordinator said no.")
    person_id: Identifier | None = Field(default=None, description="Who said no; absent: a coordinator.")


class MentorshipMemberLeft(MentorshipEvent):
    """A mentee left a group, which goes on; the place is free again."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.member_left.v1"
    person_id: Identifier = Field(description="Who left.")


class MentorshipExpired(MentorshipEvent):
    """The answers did not come in time; the places are free again."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.expired.v1"


class MentorshipLapsed(MentorshipEvent):
    """The ground fell away: an agreement ended or a person left while it was proposed."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.lapsed.v1"


class MentorshipStarted(MentorshipEvent):
    """Everyone agreed: the mentorship is under way."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.started.v1"


class MentorshipPaused(MentorshipEvent):
    """Interrupted for a while."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.paused.v1"


class MentorshipResumed(MentorshipEvent):
    """Goes on after a pause."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.resumed.v1"


class MentorshipCompleted(MentorshipEvent):
    """Came to its planned end; the places are free again."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.completed.v1"


class MentorshipEnded(MentorshipEvent):
    """Ended early, with a reason; the places are free again."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.ended.v1"


class MentorshipTakenIntoProgramme(MentorshipEvent):
    """An informal mentorship became part of a formal programme and keeps its history."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.taken_into_programme.v1"
    from_programme_id: Identifier = Field(description="The programme that it left.")
