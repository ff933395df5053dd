"""What whoever declares a person is told. What the others see is `domain/sight`."""

from typing import Self

from pydantic import BaseModel

from services.profile.domain.people.outcome import Declared, Outcome
from services.profile.domain.sight.person_view import PersonView
from services.profile.domain.sight.view_of import own_view


class DeclaredView(BaseModel):
    """What became of a person."""

    outcome: Outcome
    person: PersonView

    @classmethod
    def of(cls, declared: Declared) -> Self:
        """Without what coordinators alone see: the answer may be given again to another key of the organisation."""
        return cls(outcome=declared.outcome, person=own_view(declared.person, in_confidence=False))
