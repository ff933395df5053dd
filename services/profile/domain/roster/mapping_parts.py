"""The parts of a column mapping, each checked by itself."""

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from services.profile.domain.roster.declaration import PersonDeclaration
from services.profile.domain.roster.nearest import nearest
from services.profile.domain.roster.quoted import quoted
from services.profile.domain.roster.separators import ESCAPE, OURS, join
from services.profile.domain.roster.unreadable import MappingUnfit
from services.profile.domain.roster.wording import folded


def _known(field: str) -> str:
    if field not in PersonDeclaration.model_fields:
        guess = nearest(field, PersonDeclaration.model_fields)
        raise MappingUnfit(f"{quoted(field)} is no field of a person; the nearest is {guess}", nearest=guess)
    return field


def _folded_once(words: dict[str, str]) -> dict[str, str]:
    meanings: dict[str, str] = {}
    for word, meaning in words.items():
        if folded(word) in meanings:
            raise MappingUnfit(f"{quoted(word)} stands twice: letter case and blanks do not count", heading=word)
        meanings[folded(word)] = meaning
    return meanings


def _as_in_a_cell(value: object) -> object:
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return str(value)
        case list() | tuple() if all(isinstance(each, str) for each in value):
            return join(value)
        case _:
            return value


OurField = Annotated[str, AfterValidator(_known)]
Words = Annotated[dict[str, str], AfterValidator(_folded_once)]
OurCell = Annotated[str, BeforeValidator(_as_in_a_cell)]
Character = Annotated[str, Field(min_length=1, max_length=1)]


class Between(BaseModel):
    """What separates values, and the two sides of a pair."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    list: Character = OURS.list
    pair: Character = OURS.pair

    @model_validator(mode="after")
    def _can_be_told_apart(self) -> Self:
        if self.list == self.pair or ESCAPE in (self.list, self.pair):
            raise MappingUnfit(f"list and pair must differ from each other and from {ESCAPE}")
        return self
