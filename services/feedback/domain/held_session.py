"""A session that was held: who was there, who may answer, who has answered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.vocabulary import Role
from services.deciding import Aggregate, Indexed, Refusal, Unknown


class DidNotAttend(Refusal):
    """Only who was there answers about a session."""


class FeedbackGivenAlready(Refusal):
    """The person has answered about this session; everyone answers once."""


class Attendance(BaseModel):
    """A member's part in a session. `attended` is false for who was recorded as absent."""

    model_config = ConfigDict(frozen=True)

    person_id: str
    organisation_id: str
    role: Role
    attended: bool = True


class HeldSession(Aggregate):
    """Replica of a session that took place. `id` is the session's."""

    KIND: ClassVar[str] = "held_sessions"
    HEARD: ClassVar[bool] = True
    OWN_FIELDS: ClassVar[tuple[str, ...]] = ("answered",)

    mentorship_id: str
    held_at: datetime
    attendances: tuple[Attendance, ...]
    answered: tuple[str, ...] = ()
    """Ids of the people who have answered."""

    def organisations(self) -> Iterable[str]:
        """The organisations of its members, present or not."""
        return sorted({attendance.organisation_id for attendance in self.attendances})

    def indexed(self) -> Mapping[str, Indexed]:
        """Nothing: it is asked for by its id."""
        return {}

    @property
    def mentor(self) -> Attendance | None:
        """The mentor, if there and this is no meeting of peers."""
        return next((one for one in self.attendances if one.role is Role.MENTOR and one.attended), None)

    def author(self, organisation_id: str, person_id: str) -> Attendance:
        """The organisation's own person as one who may answer now.

        Raises Unknown, for other organisations' people too, DidNotAttend or FeedbackGivenAlready.
        """
        own = (one for one in self.attendances if one.organisation_id == organisation_id)
        author = next((one for one in own if one.person_id == person_id), None)
        if author is None:
            raise Unknown("person", person_id, field="person_id")
        if not author.attended:
            raise DidNotAttend("the person was not at this session", field="person_id")
        if person_id in self.answered:
            raise FeedbackGivenAlready("the person has answered about this session", field="person_id")
        return author
