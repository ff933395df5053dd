"""Base of everything that travels: immutable, typed, open to additions."""

from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from mentormesh_contracts.zones import in_the_iana_database


def _in_utc(instant: datetime) -> datetime:
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise ValueError("outside the years 1 to 9999 in UTC") from None


Identifier = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9][A-Za-z0-9:._-]*$"),
    Field(description="The id of an aggregate: a UUID (RFC 9562) in its text form, unless said otherwise."),
]
Instant = Annotated[
    AwareDatetime,
    AfterValidator(_in_utc),
    Field(description="A point in time. Any offset is read; UTC is written."),
]
Concept = Annotated[
    str,
    StringConstraints(
        min_length=1,
        max_length=200,
        strip_whitespace=True,
        pattern=r"^([a-z0-9][a-z0-9+#.:_-]*|https?://[A-Za-z0-9][A-Za-z0-9.:/_~%?#&=+-]*)$",
    ),
    Field(
        description="A term of a shared vocabulary: a lower-case slug such as data-analysis or esco:s1.2, "
        "or a concept's URI. Never a sentence."
    ),
]
Language = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35),
    Field(description="A language tag (BCP 47), its primary subtag in lower case."),
]
Zone = Annotated[
    str,
    StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"),
    AfterValidator(in_the_iana_database),
    Field(description="A time zone's name in the IANA database, such as Europe/Paris."),
]
LARGEST = 2**53 - 1
"""The largest whole number that JSON readers of every language agree on."""
Count = Annotated[int, Field(ge=0, le=LARGEST, description="How many, from 0.")]
Ordinal = Annotated[int, Field(ge=1, le=LARGEST, description="The how manyeth, from 1.")]


class Fact(BaseModel):
    """A value that never changes. Fields that a reader does not know are ignored: versions grow by adding."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class Event(Fact):
    """Something that happened to one aggregate, with the aggregate's full public state after it.

    Subclasses set `TYPE`, the CloudEvents type: `mentormesh.<aggregate>.<past tense>.v<major>`.
    """

    TYPE: ClassVar[str]
    FINAL: ClassVar[bool] = False
    """Nothing that came before of its aggregate matters any more: a reader need not wait for what is missing."""
    after: Any = Field(description="The aggregate's full public state after the event.")

    @property
    def subject(self) -> str:
        """The id of the aggregate that the event is about; the Kafka key of its record."""
        return str(self.after.id)
