"""What came of one line of a roster."""

from typing import NamedTuple

from services.profile.domain.roster.declaration import PersonDeclaration


class LineError(NamedTuple):
    """Why a line was not taken."""

    line: int
    """Number of the physical line in the file where the record starts; the first is 1."""
    field: str
    """The heading as it stands in the file; empty if the line as a whole is meant."""
    message: str
    value: str
    """What stands there, cut to 80 characters."""


class Line(NamedTuple):
    """One record of a roster: a declaration, or errors."""

    number: int
    """Number of the physical line in the file where the record starts; the first is 1."""
    declaration: PersonDeclaration | None
    errors: tuple[LineError, ...] = ()
