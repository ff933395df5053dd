"""The report of an import: what became of the people, and which lines were left out and why."""

from collections.abc import Iterable

from pydantic import BaseModel, Field

from services.profile.domain.people.outcome import Outcome
from services.profile.domain.roster import Line, LineError

MOST_LISTED = 1000


class LineFault(BaseModel):
    """Why a line was left out."""

    line: int = Field(description="Number of the line in the file where the record starts; the first is 1.")
    field: str = Field(description="The heading as it stands in the file; empty if the line as a whole is meant.")
    message: str
    value: str = Field(description="What stands there, cut to 80 characters.")


class ImportReport(BaseModel):
    """What came of a file. Good lines are kept, whatever the others are like."""

    dry_run: bool = Field(default=False, description="Only read: nobody was registered or changed.")
    people: int = Field(default=0, description="Lines that describe a person, good or bad.")
    registered: int = 0
    changed: int = 0
    unchanged: int = 0
    returned: int = 0
    failed: int = Field(default=0, description="Lines that were left out.")
    lines: list[LineFault] = Field(
        default_factory=list, description=f"What is wrong, by line and field; the first {MOST_LISTED:,}."
    )
    lines_not_listed: int = Field(default=0, description="Faults beyond those.")

    def read(self, line: Line) -> None:
        """Note a line; if it describes nobody, what is wrong with it."""
        self.people += 1
        if line.declaration is None:
            self.failed += 1
            self._list(line.errors)

    def became(self, outcome: Outcome) -> None:
        """Note what became of a person."""
        setattr(self, outcome.value, getattr(self, outcome.value) + 1)

    def _list(self, errors: Iterable[LineError]) -> None:
        for error in errors:
            if len(self.lines) < MOST_LISTED:
                self.lines.append(LineFault(**error._asdict()))
            else:
                self.lines_not_listed += 1
