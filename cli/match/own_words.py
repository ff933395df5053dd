"""The mapping file, fitted to each of the files: one may have a column that another one lacks."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cli.errors import WrongUsage
from services.profile.domain.roster import ColumnMapping, MappingUnfit
from services.profile.domain.roster.headings import field_of
from services.profile.domain.roster.nearest import nearest
from services.profile.domain.roster.quoted import quoted
from services.profile.domain.roster.wording import as_term, folded

ORGANISATION = "organisation"
"""A column that rosters do not have: there, the key says whose people they are."""


@dataclass(frozen=True)
class OwnWords:
    """A coordinator's headings and words for ours, and where the organisation stands."""

    mapping: ColumnMapping = field(default_factory=ColumnMapping)
    organisation_headings: Sequence[str] = ()
    default_organisation: str = ""

    def named(self) -> Iterable[str]:
        """Every heading that the mapping speaks of."""
        return (*self.mapping.columns, *self.mapping.ignore, *self.organisation_headings)

    def fitted(self, headings: Iterable[str]) -> "OwnWords":
        """What of it concerns a file with these headings. A file with none of them is written in our words."""
        present = {folded(heading) for heading in headings}
        named = list(self.named())
        if named and not any(folded(heading) in present for heading in named):
            return OwnWords()
        parts = {
            "columns": {theirs: ours for theirs, ours in self.mapping.columns.items() if folded(theirs) in present},
            "ignore": tuple(theirs for theirs in self.mapping.ignore if folded(theirs) in present),
        }
        return OwnWords(
            self.mapping.model_copy(update=parts),
            tuple(theirs for theirs in self.organisation_headings if folded(theirs) in present),
            self.default_organisation,
        )

    def field(self, heading: str) -> str | None:
        """Our field under a heading; None if there is none."""
        if folded(heading) in map(folded, self.organisation_headings):
            return ORGANISATION
        if folded(heading) not in map(folded, self.mapping.ignore) and as_term(heading) == ORGANISATION:
            return ORGANISATION
        return field_of(heading, self.mapping)

    def insist_on_use(self, headings: Sequence[str], file: str) -> None:
        """Raise WrongUsage if the mapping names a heading that no file has."""
        present = {folded(heading) for heading in headings}
        for named in self.named():
            if folded(named) not in present:
                guess = nearest(named, [heading for heading in headings if heading])
                raise WrongUsage(
                    f"{file} names {quoted(named)}, which is no heading of any of the files; the nearest is {guess}"
                )


def read_mapping(file: Path | None) -> OwnWords:
    """The mapping of a TOML file. Raises WrongUsage."""
    if file is None:
        return OwnWords()
    try:
        said = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
        headings = _taken_out(said, "columns", lambda theirs, ours: ours == ORGANISATION)
        defaults = _taken_out(said, "defaults", lambda ours, _: ours == ORGANISATION)
        return OwnWords(ColumnMapping.of(said), tuple(headings), str(defaults.get(ORGANISATION, "")))
    except UnicodeDecodeError:
        raise WrongUsage(f"{file.name} is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise WrongUsage(f"{file.name} is not TOML: {error}") from None
    except MappingUnfit as error:
        raise WrongUsage(f"{file.name}: {error}") from None


def _taken_out(said: dict[str, Any], part: str, meant: Callable[[str, Any], bool]) -> dict[str, Any]:
    table = said.get(part)
    if not isinstance(table, dict):
        return {}
    taken = {key: value for key, value in table.items() if meant(key, value)}
    said[part] = {key: value for key, value in table.items() if key not in taken}
    return taken
