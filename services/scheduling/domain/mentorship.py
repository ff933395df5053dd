"""What scheduling knows of a mentorship: who belongs to it, whether it is under way, which sessions are open."""

from collections.abc import Iterable
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.mentorships import Mentorship
from mentormesh_contracts.sessions import Attendee
from mentormesh_contracts.vocabulary import MentorshipStatus, ProgrammeKind, Role
from services.deciding import Aggregate, Needing, Refusal, Unknown, require

MOST_OPEN_SESSIONS = 200
CLOSED = frozenset(MentorshipStatus) - {
    MentorshipStatus.PROPOSED,
    MentorshipStatus.ACTIVE,
    MentorshipStatus.PAUSED,
}


class MentorshipIsPaused(Refusal):
    """The mentorship is paused: sessions are planned again when it goes on."""


class MentorshipNotActive(Refusal):
    """The mentorship is not under way: it waits for its answers, or it is over."""


class AgendaFull(Refusal):
    """The mentorship has as many sessions ahead as may be planned at a time."""


class KnownMember(BaseModel):
    """One person's part."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    person_id: str
    organisation_id: str
    role: Role


class KnownMentorship(Aggregate):
    """A mentorship as its events tell, and its agenda: the ids of its sessions that are proposed or booked.

    Both in one, so that a session is never planned into a mentorship that ends at the same moment.
    """

    KIND: ClassVar[str] = "mentorships"
    HEARD: ClassVar[bool] = True
    OWN_FIELDS: ClassVar[tuple[str, ...]] = ("agenda",)

    kind: ProgrammeKind
    status: MentorshipStatus
    members: tuple[KnownMember, ...]
    agenda: tuple[str, ...] = ()

    @classmethod
    def of(cls, mentorship: Mentorship, agenda: tuple[str, ...] = ()) -> Self:
        """As the event tells."""
        members = tuple(
            KnownMember(person_id=member.person_id, organisation_id=member.organisation_id, role=member.role)
            for member in mentorship.members
        )
        return cls(id=mentorship.id, kind=mentorship.kind, status=mentorship.status, members=members, agenda=agenda)

    def organisations(self) -> Iterable[str]:
        """Those of its members."""
        return sorted({member.organisation_id for member in self.members})

    def indexed(self) -> dict[str, str | tuple[str, ...]]:
        """By person and status."""
        return {"people": tuple(member.person_id for member in self.members), "status": self.status.value}

    @property
    def people(self) -> frozenset[str]:
        """Ids of its members."""
        return frozenset(member.person_id for member in self.members)

    @property
    def mentors(self) -> frozenset[str]:
        """Ids of those who are its mentors; none among peers."""
        return frozenset(member.person_id for member in self.members if member.role is Role.MENTOR)

    def attendees(self) -> tuple[Attendee, ...]:
        """All its members, as a session invites them."""
        return tuple(
            Attendee(person_id=member.person_id, organisation_id=member.organisation_id) for member in self.members
        )

    def planning(self, session_id: str) -> Self:
        """With a session more on its agenda. Raises AgendaFull."""
        if len(self.agenda) >= MOST_OPEN_SESSIONS:
            raise AgendaFull(f"at most {MOST_OPEN_SESSIONS} sessions are planned at a time")
        return self.model_copy(update={"agenda": (*self.agenda, session_id)})

    def done_with(self, *session_ids: str) -> Self:
        """Without these sessions on its agenda."""
        return self.model_copy(update={"agenda": tuple(id for id in self.agenda if id not in session_ids)})


def require_active(mentorship_id: str, organisation_id: str) -> Needing[KnownMentorship]:
    """The mentorship, for one of its organisations. Raises Unknown, MentorshipIsPaused or MentorshipNotActive."""
    mentorship = yield from require(KnownMentorship, mentorship_id)
    if organisation_id not in mentorship.organisations():
        raise Unknown(KnownMentorship.KIND, mentorship_id)
    if mentorship.status is MentorshipStatus.PAUSED:
        raise MentorshipIsPaused("sessions are planned again when the mentorship goes on")
    if mentorship.status is not MentorshipStatus.ACTIVE:
        raise MentorshipNotActive(f"the mentorship is {mentorship.status.value}", mentorship_status=mentorship.status)
    return mentorship
