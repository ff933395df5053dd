"""What one person answered about one session. Private: only their own organisation finds it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from mentormesh_contracts.feedback import FeedbackRecord
from mentormesh_contracts.vocabulary import Quality, Role
from services.deciding import Aggregate, Indexed


class Answers(Aggregate):
    """Ratings, benefits and free text of one person. `id` is the feedback record's."""

    KIND: ClassVar[str] = "answers_given"

    session_id: str
    mentorship_id: str
    person_id: str
    organisation_id: str
    role: Role
    instrument: str
    ratings: dict[Quality, int] = {}
    benefits: tuple[str, ...] = ()
    comment: str | None = None
    """Free text: read by coordinators whom their organisation named for it, and nobody else."""
    given_at: datetime

    def organisations(self) -> Iterable[str]:
        """The organisation of the person who answered, alone."""
        return (self.organisation_id,)

    def indexed(self) -> Mapping[str, Indexed]:
        """What lists filter by."""
        return {
            "mentorship_id": self.mentorship_id,
            "session_id": self.session_id,
            "has_comment": self.comment is not None,
        }

    @property
    def record(self) -> FeedbackRecord:
        """That they answered: all that subscribers are told."""
        return FeedbackRecord(
            id=self.id,
            session_id=self.session_id,
            mentorship_id=self.mentorship_id,
            person_id=self.person_id,
            role=self.role,
            instrument=self.instrument,
            given_at=self.given_at,
        )
