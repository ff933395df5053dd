"""A partner's own headings and words, mapped to ours: written once, in TOML, and sent with every file.

ignore = ["Semester"]

[columns]
"Matr.-Nr." = "external_id"

[values.roles]
"a mentor" = "mentee"

[defaults]
zone = "Europe/Berlin"

[separators]
list = ","
"""

import tomllib
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.profile.domain.roster.mapping_parts import Between, OurCell, OurField, Words
from services.profile.domain.roster.nearest import nearest
from services.profile.domain.roster.quoted import quoted
from services.profile.domain.roster.separators import Separators
from services.profile.domain.roster.unreadable import MappingUnfit
from services.profile.domain.roster.wording import Wording


class ColumnMapping(BaseModel):
    """Their headings and words for ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ignore: tuple[str, ...] = Field(default=(), description="Headings to drop.")
    columns: dict[str, OurField] = Field(default_factory=dict, description="Their heading: our field.")
    values: dict[OurField, Words] = Field(default_factory=dict, description="By field, their value: ours.")
    defaults: dict[OurField, OurCell] = Field(
        default_factory=dict, description="By field, what is meant where nothing stands, in our words."
    )
    separators: Between = Between()

    @classmethod
    def of(cls, source: "str | Mapping[str, Any] | ColumnMapping | None") -> "ColumnMapping":
        """The mapping that TOML text or a dict describes. Raises MappingUnfit."""
        if isinstance(source, ColumnMapping):
            return source
        try:
            return cls.model_validate(tomllib.loads(source) if isinstance(source, str) else source or {})
        except tomllib.TOMLDecodeError as error:
            raise MappingUnfit(f"the mapping is not TOML: {error}") from None
        except ValidationError as error:
            raise MappingUnfit(_first_complaint(error)) from None

    def wording(self, field: str) -> Wording:
        """How the partner writes the cells of a field."""
        return Wording(self.values.get(field, {}), Separators(self.separators.list, self.separators.pair))


def _first_complaint(error: ValidationError) -> str:
    found = error.errors(include_url=False)[0]
    place = [str(each) for each in found["loc"]]
    if found["type"] == "extra_forbidden":
        known = Between.model_fields if place[0] == "separators" else ColumnMapping.model_fields
        return f"{quoted(place[-1])} is no part of a mapping; the nearest is {nearest(place[-1], known)}"
    return f"{' / '.join(place)}: {found['msg']}"
