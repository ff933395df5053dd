"""A person as they are shown: always the same fields, and of them only those that the viewer may see."""

from typing import Any

from pydantic import BaseModel, Field

from mentormesh_contracts.fact import Instant
from mentormesh_contracts.people import WeeklyHours
from mentormesh_contracts.vocabulary import Goal, PersonStatus, Quality, Role, Screening


def _absent(value: object) -> bool:
    return value is None


def _perhaps(description: str | None = None) -> Any:
    return Field(default=None, exclude_if=_absent, description=description)


class PersonView(BaseModel):
    """A person. A field is absent if it was not declared, or is not for whoever asks."""

    id: str = Field(description="Pseudonymous, and the same for everybody.")
    organisation_id: str

    name: str | None = _perhaps(
        "For a partner: only if the person consented, and both coordinators approved the match."
    )
    email: str | None = _perhaps("As the name.")
    phone: str | None = _perhaps("As the name.")

    roles: tuple[Role, ...] | None = _perhaps("For a partner: only if the agreement shares the role of the match.")
    goals_sought: tuple[Goal, ...] | None = _perhaps("As the roles, like all that follows up to the hours.")
    goals_offered: tuple[Goal, ...] | None = _perhaps()
    strengths: dict[str, int] | None = _perhaps()
    weaknesses: tuple[str, ...] | None = _perhaps()
    disciplines: dict[str, float] | None = _perhaps()
    area_sought: str | None = _perhaps()
    languages: tuple[str, ...] | None = _perhaps()
    zone: str | None = _perhaps("Time zone of the weekly hours.")
    weekly_hours: tuple[WeeklyHours, ...] | None = _perhaps()

    external_id: str | None = _perhaps("For the person's own organisation, like all that follows.")
    shares_contact: bool | None = _perhaps("Consent: partners in an active mentorship see name and contact.")
    places_offered: int | None = _perhaps()
    wished_qualities: dict[Quality, float] | None = _perhaps()
    preferred_external_ids: tuple[str, ...] | None = _perhaps()
    status: PersonStatus | None = _perhaps()
    registered_at: Instant | None = _perhaps()
    changed_at: Instant | None = _perhaps("When that changed which other services know.")

    reporting_line_external_ids: tuple[str, ...] | None = _perhaps("For the own coordinators, like all that follows.")
    never_with_external_ids: tuple[str, ...] | None = _perhaps()
    screening: Screening | None = _perhaps()
