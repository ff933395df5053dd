"""A mentorship: the relationship itself, one model for pairs, groups and peers."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.mentorships import Mentorship as PublicMentorship
from mentormesh_contracts.vocabulary import EndReason, MentorshipStatus, ProgrammeKind, Role
from services.deciding import Aggregate, Indexed, Refusal


class AnsweredAlready(Refusal):
    """The mentorship waits for no answer any more: it was started, declined, or its time is over."""


class NotUnderWay(Refusal):
    """The mentorship is not in a state that allows this."""


class Declined(BaseModel):
    """Who said no, and why; only that organisation is told."""

    model_config = ConfigDict(frozen=True)

    organisation_id: str
    reason: EndReason | None = None


class Mentorship(Aggregate):
    """A mentorship with what only its own service needs."""

    KIND = "mentorships"

    public: PublicMentorship
    group_minimum: int = 1
    """Fewest mentees with whom it may start."""
    declined: Declined | None = None
    choices: tuple[str, ...] = ()
    """Whom it passes on to, one after another, if it is not taken: mentors of a request, mentees of a cycle's pair."""

    def organisations(self) -> Iterable[str]:
        """Those of its members, and of nobody else."""
        return self.public.organisations

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by programme, state, person and cycle."""
        return {
            "programme_id": self.public.programme_id,
            "status": self.public.status,
            "people": tuple(member.person_id for member in self.public.members),
            "cycle_id": self.public.cycle_id,
        }

    @property
    def status(self) -> MentorshipStatus:
        """Where it stands."""
        return self.public.status

    @property
    def is_group(self) -> bool:
        """One mentor with several mentees."""
        return self.public.kind is ProgrammeKind.GROUP

    @property
    def mentor(self) -> str | None:
        """The mentor's id; peers have none."""
        return next((member.person_id for member in self.public.members if member.role is Role.MENTOR), None)

    def people_of(self, organisation_id: str) -> tuple[str, ...]:
        """Its members from that organisation."""
        return tuple(each.person_id for each in self.public.members if each.organisation_id == organisation_id)

    def changed(self, **update: Any) -> Self:
        """With other public facts."""
        return self.model_copy(update={"public": self.public.model_copy(update=update)})

    def closed(self, status: MentorshipStatus, now: datetime, **update: Any) -> Self:
        """Over: its places are free."""
        return self.changed(status=status, closed_at=now, **update)

    def insist_proposed(self) -> None:
        """Raise AnsweredAlready unless it waits for answers."""
        if self.status is not MentorshipStatus.PROPOSED:
            raise AnsweredAlready(f"the mentorship is {self.status}", mentorship_status=self.status.value)

    def insist(self, *statuses: MentorshipStatus) -> None:
        """Raise NotUnderWay unless it is in one of these states."""
        if self.status not in statuses:
            raise NotUnderWay(f"the mentorship is {self.status}", mentorship_status=self.status.value)
