"""What a partner says of a person."""

from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from mentormesh_contracts.fact import Concept, Language, Zone
from mentormesh_contracts.people import Attributes, Level, WeeklyHours, Years
from mentormesh_contracts.vocabulary import Goal, Quality, Role, Screening
from services.profile.domain.roster.texts import Email, ExternalId, Name, Phone

T = TypeVar("T")


def _each_once(values: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _a_mentor_or_a_mentee(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    if Role.PEER in roles:
        raise ValueError("a person is a mentor or a mentee; peer is a part in a mentorship, never declared")
    return roles


def _said(field: str) -> str | None:
    return Attributes.model_fields[field].description


Roles = Annotated[tuple[Role, ...], AfterValidator(_each_once), AfterValidator(_a_mentor_or_a_mentee)]
Goals = Annotated[tuple[Goal, ...], AfterValidator(_each_once)]
Concepts = Annotated[tuple[Concept, ...], AfterValidator(_each_once)]
Languages = Annotated[tuple[Language, ...], AfterValidator(_each_once)]
People = Annotated[tuple[ExternalId, ...], AfterValidator(_each_once)]


class PersonDeclaration(BaseModel):
    """A person in the partner's words: contact, and attributes in which others are named by external id."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    external_id: ExternalId = Field(description="The partner's own id of the person.")
    name: Name
    email: Email | None = None
    phone: Phone | None = None
    shares_contact: bool = Field(
        default=False, description="Consent: partners in an active mentorship see name and contact."
    )
    roles: Roles = Field(default=(), max_length=2, description=_said("roles"))
    goals_sought: Goals = Field(default=(), max_length=6, description=_said("goals_sought"))
    goals_offered: Goals = Field(default=(), max_length=6, description=_said("goals_offered"))
    strengths: dict[Concept, Level] = Field(default_factory=dict, max_length=50, description=_said("strengths"))
    weaknesses: Concepts = Field(default=(), max_length=50, description=_said("weaknesses"))
    disciplines: dict[Concept, Years] = Field(default_factory=dict, max_length=20, description=_said("disciplines"))
    area_sought: Concept | None = Field(default=None, description=_said("area_sought"))
    languages: Languages = Field(default=(), max_length=20, description=_said("languages"))
    zone: Zone = "UTC"
    weekly_hours: tuple[WeeklyHours, ...] = Field(default=(), max_length=50, description=_said("weekly_hours"))
    places_offered: Annotated[int, Field(ge=0, le=100)] = Field(default=0, description=_said("places_offered"))
    wished_qualities: dict[Quality, Annotated[float, Field(ge=0, le=1)]] = Field(
        default_factory=dict, description=_said("wished_qualities")
    )
    preferred_external_ids: People = Field(default=(), max_length=10, description="People wished for.")
    reporting_line_external_ids: People = Field(default=(), max_length=20, description="Managers, nearest first.")
    never_with_external_ids: People = Field(
        default=(), max_length=100, description="People never to be matched with; it binds both."
    )
    screening: Screening = Screening.NONE

    @field_validator("preferred_external_ids", "reporting_line_external_ids", "never_with_external_ids")
    @classmethod
    def _names_others(cls, people: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if info.data.get("external_id") in people:
            raise ValueError("names the person themselves")
        return people
