"""People as the other services know them: an id and matching attributes, never a name or a contact."""

from datetime import time
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from mentormesh_contracts.fact import Concept, Event, Fact, Identifier, Instant, Language, Zone
from mentormesh_contracts.vocabulary import Goal, PersonStatus, Quality, Role, Screening, Weekday

Level = Annotated[int, Field(ge=1, le=5)]
Years = Annotated[float, Field(ge=0, le=80)]


def _as_the_clock_on_the_wall_says(moment: time) -> time:
    if moment.tzinfo:
        raise ValueError("a time of day without an offset: the person's zone says which")
    return moment


WallTime = Annotated[
    time,
    AfterValidator(_as_the_clock_on_the_wall_says),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?$",
            "description": "A time of day in a zone that is known: 09:30 or 09:30:00.",
        }
    ),
]
AttributeName = Annotated[str, Field(max_length=50, pattern=r"^[a-z][a-z_]*$")]


class WeeklyHours(Fact):
    """Usual hours on one day of the week, in the person's own zone.

    They end on the same day; 24:00 is written 00:00. Hours across midnight are two of these.
    """

    day: Weekday
    start: WallTime
    end: WallTime = Field(description="Later than the start; 00:00 is the midnight that ends the day.")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end <= self.start and self.end != time(0):
            raise ValueError("end must be later than start on the same day (00:00 means midnight at its end)")
        return self


class Attributes(Fact):
    """What a person declares and is matched by."""

    roles: tuple[Role, ...] = Field(default=(), max_length=2, description="Mentor, mentee or both.")
    goals_sought: tuple[Goal, ...] = Field(default=(), max_length=6, description="A mentee's goals, dearest first.")
    goals_offered: tuple[Goal, ...] = Field(default=(), max_length=6, description="Goals that a mentor helps with.")
    strengths: dict[Concept, Level] = Field(
        default_factory=dict, max_length=50, description="Skills and how strong the person is in them, 1 to 5."
    )
    weaknesses: tuple[Concept, ...] = Field(
        default=(), max_length=50, description="Skills that a mentee wants to grow in, most wanted first."
    )
    disciplines: dict[Concept, Years] = Field(
        default_factory=dict, max_length=20, description="Disciplines and years of experience in each; main one first."
    )
    area_sought: Concept | None = Field(
        default=None, description="The discipline that a mentee wants to learn about; absent: their main one."
    )
    languages: tuple[Language, ...] = Field(default=(), max_length=20, description="Spoken well enough to meet in.")
    zone: Zone = "UTC"
    weekly_hours: tuple[WeeklyHours, ...] = Field(
        default=(), max_length=50, description="Usual hours for meeting; absent: not said."
    )
    places_offered: Annotated[int, Field(ge=0, le=100)] = Field(
        default=0, description="How many mentorships a mentor takes at once."
    )
    wished_qualities: dict[Quality, Annotated[float, Field(ge=0, le=1)]] = Field(
        default_factory=dict, description="How much a mentee values each quality."
    )
    preferred: tuple[Identifier, ...] = Field(default=(), max_length=10, description="People wished for, by id.")
    reporting_line: tuple[Identifier, ...] = Field(default=(), max_length=20, description="Managers, nearest first.")
    never_with: tuple[Identifier, ...] = Field(
        default=(), max_length=100, description="People never to be matched with, by id; it binds both."
    )
    screening: Screening = Screening.NONE

    @model_validator(mode="after")
    def _declares_what_a_person_may(self) -> Self:
        if Role.PEER in self.roles:
            raise ValueError("roles: a person is a mentor or a mentee; peer is a part in a mentorship")
        for name in ("roles", "goals_sought", "goals_offered", "weaknesses"):
            if len(set(getattr(self, name))) < len(getattr(self, name)):
                raise ValueError(f"{name}: each may be named once")
        return self

    @property
    def experience(self) -> float:
        """Years of experience in the discipline where there are most."""
        return max(self.disciplines.values(), default=0.0)

    @property
    def area(self) -> str | None:
        """The area sought: as stated, else the main discipline."""
        return self.area_sought or next(iter(self.disciplines), None)


class Person(Attributes):
    """A person of one organisation."""

    id: Identifier
    organisation_id: Identifier
    status: PersonStatus = PersonStatus.ACTIVE
    registered_at: Instant
    changed_at: Instant


class PersonRegistered(Event):
    """A person was registered by their organisation."""

    TYPE: ClassVar[str] = "mentormesh.person.registered.v1"
    after: Person


class PersonChanged(Event):
    """Declared attributes changed; `changed` names them."""

    TYPE: ClassVar[str] = "mentormesh.person.changed.v1"
    changed: tuple[AttributeName, ...] = Field(max_length=50, description="Names of the fields that changed.")
    after: Person


class PersonLeft(Event):
    """A person left the organisation or the network."""

    TYPE: ClassVar[str] = "mentormesh.person.left.v1"
    after: Person


class PersonErased(Event):
    """A person was erased: whoever keeps anything of them erases it. Only the id and the organisation are left.

    The next record of its key, and the last one, has no body.
    """

    TYPE: ClassVar[str] = "mentormesh.person.erased.v1"
    FINAL: ClassVar[bool] = True
    after: Person = Field(description="Without anything that was declared.")


class PersonReturned(Event):
    """A person who had left is registered again, under the same id."""

    TYPE: ClassVar[str] = "mentormesh.person.returned.v1"
    after: Person
