"""The mentorship itself: pair, group or peers, one model for all kinds."""

from typing import ClassVar

from pydantic import Field

from mentormesh_contracts.fact import Event, Fact, Identifier, Instant
from mentormesh_contracts.vocabulary import Criterion, EndReason, Goal, MentorshipOrigin, MentorshipStatus
from mentormesh_contracts.vocabulary import ProgrammeKind, Role


class Member(Fact):
    """One person's part in a mentorship."""

    person_id: Identifier
    organisation_id: Identifier
    role: Role
    accepted_at: Instant | None = None


class Approval(Fact):
    """A coordinator's yes, asked for by a sharing agreement."""

    organisation_id: Identifier
    approved_at: Instant | None = Field(default=None, description="Absent: still asked for.")


class AgreementPlace(Fact):
    """Places of an agreement that the mentorship holds: `giver`'s mentors for people of `receiver`."""

    agreement_id: Identifier
    giver: Identifier
    receiver: Identifier
    places: int = 1


class Contribution(Fact):
    """What one criterion added to the score."""

    criterion: Criterion
    weight: float
    value: float = Field(description="How well the criterion is met, 0 to 1.")

    @property
    def points(self) -> float:
        """Weight times value."""
        return self.weight * self.value


class Explanation(Fact):
    """Why these people: the score is the sum of its contributions."""

    score: float
    contributions: tuple[Contribution, ...] = ()
    rank: int | None = Field(default=None, description="1: the mentee's best among those eligible.")
    eligible: int | None = Field(default=None, description="How many were eligible for the mentee.")


class Mentorship(Fact):
    """A supportive relationship between people of a programme."""

    id: Identifier
    programme_id: Identifier
    kind: ProgrammeKind
    origin: MentorshipOrigin
    status: MentorshipStatus
    members: tuple[Member, ...] = Field(max_length=60)
    approvals: tuple[Approval, ...] = ()
    agreement_places: tuple[AgreementPlace, ...] = ()
    topic: Goal | None = Field(default=None, description="What a group has in common.")
    cycle_id: Identifier | None = None
    explanation: Explanation | None = None
    cadence_days: int
    proposed_at: Instant
    expires_at: Instant | None = None
    started_at: Instant | None = None
    closed_at: Instant | None = None
    end_reason: EndReason | None = None
    earlier_programmes: tuple[Identifier, ...] = ()

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
    organisation_id: Identifier


class MentorshipAccepted(MentorshipEvent):
    """A member accepted."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.accepted.v1"
    person_id: Identifier


class MentorshipDeclined(MentorshipEvent):
    """A member or a coordinator declined; the places are free again."""

    TYPE: ClassVar[str] = "mentormesh.mentorship.declined.v1"
    organisation_id: Identifier
    person_id: Identifier | None = None


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
    from_programme_id: Identifier
