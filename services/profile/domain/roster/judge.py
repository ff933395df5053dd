"""Records become lines: a declaration each, or errors that name the partner's own headings."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from services.profile.domain.roster.complaints import Complaint, complaints
from services.profile.domain.roster.declaration import PersonDeclaration
from services.profile.domain.roster.line import Line, LineError
from services.profile.domain.roster.quoted import cut

MAX_ENTRIES = 200
"""Of one list or map: twice what any field takes. Longer ones are not looked into."""


class Written(NamedTuple):
    """A field as it stands in the file."""

    heading: str
    value: str


class Judge:
    """Judges the records of one file in order, and remembers which external ids it has met."""

    def __init__(self) -> None:
        self._first_seen: dict[str, int] = {}

    def line(
        self,
        number: int,
        said: Mapping[str, Any],
        written: Mapping[str, Written],
        unreadable: Iterable[Complaint] = (),
    ) -> Line:
        """What came of one record that says this by field; `unreadable` is what was wrong before."""
        endless = {field for field, value in said.items() if _is_endless(value)}
        found = [*unreadable, *(Complaint(field, f"has more than {MAX_ENTRIES} entries") for field in endless)]
        settled = {complaint.field for complaint in found}
        declaration = None
        try:
            declaration = PersonDeclaration.model_validate({**said, **dict.fromkeys(endless)} if endless else said)
        except ValidationError as error:
            found += [complaint for complaint in complaints(error) if complaint.field not in settled]
        found += self._repeated(number, said.get("external_id"))
        errors = tuple(_error(number, complaint, written) for complaint in found)
        return Line(number, None if errors else declaration, errors)

    def _repeated(self, number: int, external_id: object) -> Iterator[Complaint]:
        if not isinstance(external_id, str) or not external_id.strip():
            return
        first = self._first_seen.setdefault(external_id.strip(), number)
        if first != number:
            yield Complaint("external_id", f"stands in line {first} already")


def misshapen(number: int, problem: str, value: str = "") -> Line:
    """A line that is wrong as a whole."""
    return Line(number, None, (LineError(number, "", problem, cut(value)),))


def _is_endless(value: object) -> bool:
    return isinstance(value, list | tuple | dict) and len(value) > MAX_ENTRIES


def _error(number: int, complaint: Complaint, written: Mapping[str, Written]) -> LineError:
    heading, value = written.get(complaint.field, Written(complaint.field, ""))
    return LineError(number, heading, complaint.message, cut(value))
