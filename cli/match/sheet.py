"""What a file says: rows that can be used, and what is wrong with the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from services.profile.domain.roster import PersonDeclaration


class Fault(NamedTuple):
    """Something that is wrong with, or to be known of, one field of one line."""

    file: str
    line: int
    """Number of the physical line where the record starts; the first is 1."""
    field: str
    """The heading as it stands in the file; empty if the line as a whole is meant."""
    message: str
    value: str = ""


@dataclass(frozen=True)
class Row:
    """A person as one line of one file describes them."""

    declaration: PersonDeclaration
    organisation: str
    """Empty where none is named."""
    file: str
    line: int
    is_named: bool = True
    headings: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By field, the file's own heading."""

    @property
    def external_id(self) -> str:
        """The id in the file."""
        return self.declaration.external_id

    @property
    def name(self) -> str:
        """Empty where the file has no names."""
        return self.declaration.name if self.is_named else ""

    def says(self, name: str) -> bool:
        """Whether something stands in the field."""
        return name in self.declaration.model_fields_set

    def fault(self, name: str, message: str, value: str = "") -> Fault:
        """Something about a field of this line."""
        return Fault(self.file, self.line, self.headings.get(name, name), message, value)


@dataclass(frozen=True)
class Sheet:
    """A file that was read."""

    file: str
    rows: Sequence[Row]
    faults: Sequence[Fault]
    lines_left_out: int
    fingerprint: str
    """SHA-256 of the file, in hexadecimal digits."""
