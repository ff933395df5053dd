"""A mentorship as the organisations of its members see it: people by id, never by name."""

from typing import Self

from pydantic import BaseModel, Field

from mentormesh_contracts.fact import Instant
from mentormesh_contracts.mentorships import Approval, Explanation, Member
from mentormesh_contracts.vocabulary import (
    EndReason,
    Goal,
    MentorshipOrigin,
    MentorshipStatus,
    ProgrammeKind,
    Role,
)
from services.matching.domain.mentorships.mentorship import Mentorship


class MentorshipView(BaseModel):
    """A pair, a group, or two peers."""

    id: str
    programme_id: str
    kind: ProgrammeKind
    origin: MentorshipOrigin
    status: MentorshipStatus
    members: list[Member]
    approvals: list[Approval] = Field(description="Coordinators' approvals, asked for or given.")
    topic: Goal | None = Field(description="What a group has in common.")
    cycle_id: str | None
    explanation: Explanation | None = Field(description="Why these people; absent where no cycle proposed them.")
    cadence_days: int
    proposed_at: Instant
    expires_at: Instant | None = Field(description="Until when a proposal waits for its answers.")
    started_at: Instant | None
    closed_at: Instant | None
    end_reason: EndReason | None
    decline_reason: EndReason | None = Field(
        default=None, description="Why one's own side said no; the other side is not told."
    )
    earlier_programmes: list[str]
    next_choices: list[str] = Field(
        default_factory=list,
        description="Whom one's own mentee's request passes on to; the mentor's side is not told.",
    )

    @classmethod
    def of(cls, mentorship: Mentorship, organisation_id: str) -> Self:
        """As that organisation sees it."""
        said = mentorship.declined
        is_own = said is not None and said.organisation_id == organisation_id
        own = ("decline_reason", "next_choices")
        shown = {name: getattr(mentorship.public, name) for name in cls.model_fields if name not in own}
        return cls(
            **shown,
            decline_reason=said.reason if said and is_own else None,
            next_choices=list(_choices(mentorship, organisation_id)),
        )


def _choices(mentorship: Mentorship, organisation_id: str) -> tuple[str, ...]:
    """Of a request that waits: for the mentee's organisation alone."""
    public = mentorship.public
    if public.origin is not MentorshipOrigin.REQUEST or public.status is not MentorshipStatus.PROPOSED:
        return ()
    mentees = (each for each in public.members if each.role is Role.MENTEE)
    return mentorship.choices if any(each.organisation_id == organisation_id for each in mentees) else ()
