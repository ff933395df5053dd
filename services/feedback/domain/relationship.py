"""A mentorship as this service knows it: heard from matching, with how it is doing."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.feedback import MentorshipHealth
from mentormesh_contracts.mentorships import Mentorship
from mentormesh_contracts.vocabulary import MentorshipStatus, ProgrammeKind, RiskReason, Role
from services.deciding import Aggregate, Indexed, Refusal, Unknown, consult
from services.deciding.needs import Needing


class MentorshipNotActive(Refusal):
    """The mentorship is paused or over: nothing more is recorded about it."""


class Part(BaseModel):
    """A person's part in a mentorship."""

    model_config = ConfigDict(frozen=True)

    person_id: str
    organisation_id: str
    role: Role


class Relationship(Aggregate):
    """Replica of a mentorship from its start on, and its health. `id` is the mentorship's."""

    KIND: ClassVar[str] = "relationships"
    HEARD: ClassVar[bool] = True
    OWN_FIELDS: ClassVar[tuple[str, ...]] = ("risks",)
    HISTORY_FIELDS: ClassVar[tuple[str, ...]] = ("counting_from", "sessions_held", "sessions_missed", "last_held_at")

    programme_id: str
    kind: ProgrammeKind
    status: MentorshipStatus
    members: tuple[Part, ...]
    cadence_days: int
    started_at: datetime | None = None
    closed_at: datetime | None = None
    counting_from: datetime
    """From when the time for the next session runs: its start, its resumption, or the last session held."""
    sessions_held: int = 0
    sessions_missed: int = 0
    last_held_at: datetime | None = None
    risks: tuple[RiskReason, ...] = ()

    def organisations(self) -> Iterable[str]:
        """The organisations of its members."""
        return sorted({member.organisation_id for member in self.members})

    def indexed(self) -> Mapping[str, Indexed]:
        """Its programme; and, while it is at risk, the organisations that should know."""
        return {
            "programme_id": self.programme_id,
            "at_risk_in": tuple(self.organisations()) if self.risks else None,
        }

    @property
    def is_active(self) -> bool:
        """Whether it is under way, neither paused nor over."""
        return self.status is MentorshipStatus.ACTIVE

    @property
    def due_by(self) -> datetime | None:
        """When the next session must have been held; None unless it is active."""
        return self.counting_from + timedelta(days=self.cadence_days) if self.is_active else None

    @property
    def health(self) -> MentorshipHealth:
        """What subscribers are told."""
        return MentorshipHealth(
            id=self.id,
            sessions_held=self.sessions_held,
            sessions_missed=self.sessions_missed,
            last_held_at=self.last_held_at,
            due_by=self.due_by,
            risks=self.risks,
        )

    def part_of(self, person_id: str) -> Part | None:
        """That person's part in it, if any."""
        return next((member for member in self.members if member.person_id == person_id), None)

    def following(self, mentorship: Mentorship, counting_from: datetime) -> "Relationship":
        """As matching tells of it now, with the health that it had."""
        return self.model_copy(update=_replicated(mentorship) | {"counting_from": counting_from})

    @classmethod
    def heard(cls, mentorship: Mentorship, counting_from: datetime) -> "Relationship":
        """Heard of for the first time."""
        return cls(id=mentorship.id, counting_from=counting_from, **_replicated(mentorship))


def _replicated(mentorship: Mentorship) -> dict[str, Any]:
    return {
        "programme_id": mentorship.programme_id,
        "kind": mentorship.kind,
        "status": mentorship.status,
        "members": tuple(
            Part(person_id=member.person_id, organisation_id=member.organisation_id, role=member.role)
            for member in mentorship.members
        ),
        "cadence_days": mentorship.cadence_days,
        "started_at": mentorship.started_at,
        "closed_at": mentorship.closed_at,
    }


def active_relationship(organisation_id: str, mentorship_id: str) -> Needing[Relationship]:
    """The organisation's own active mentorship. Raises Unknown or MentorshipNotActive."""
    relationship = yield from consult(Relationship, mentorship_id)
    if relationship is None or organisation_id not in relationship.organisations():
        raise Unknown(Relationship.KIND, mentorship_id)
    return require_active(relationship)


def require_active(relationship: Relationship) -> Relationship:
    """The mentorship. Raises MentorshipNotActive."""
    if not relationship.is_active:
        status = relationship.status.value
        raise MentorshipNotActive(f"the mentorship is {status}", mentorship_status=status)
    return relationship
