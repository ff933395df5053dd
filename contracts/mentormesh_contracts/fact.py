"""Base of everything that travels: immutable, typed, open to additions."""

from typing import Annotated, Any, ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Identifier = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9][A-Za-z0-9:._-]*$")]
"""The id of an aggregate: a UUID (RFC 9562) in its text form, unless the model says otherwise."""

Instant = AwareDatetime
"""A point in time with its offset. Written in UTC."""

Concept = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
"""A term of a shared vocabulary: a slug, or a concept URI such as those of ESCO."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
"""A language tag (BCP 47), lower-case primary subtag."""

Zone = Annotated[str, StringConstraints(min_length=1, max_length=64)]
"""A time zone's name in the IANA database, such as Europe/Paris."""


class Fact(BaseModel):
    """A value that never changes. Fields that a reader does not know are ignored: versions grow by adding."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(Fact):
    """Something that happened to one aggregate, with the aggregate's full public state after it.

    Subclasses set `TYPE`, the CloudEvents type: `mentormesh.<aggregate>.<past tense>.v<major>`.
    """

    TYPE: ClassVar[str]
    after: Any = Field(description="The aggregate's full public state after the event.")

    @property
    def subject(self) -> str:
        """The id of the aggregate that the event is about; the Kafka key of its record."""
        return str(self.after.id)
