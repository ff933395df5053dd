"""A CSV file as a sheet."""

from collections.abc import Iterator, Mapping

from cli.match.own_words import ORGANISATION, OwnWords
from cli.match.sheet import Fault, Row, Sheet
from cli.match.source import Source
from services.profile.domain.roster import Line, parse_csv
from services.profile.domain.roster.records import records_of

UNNAMED = "-"


def read_csv(source: Source, words: OwnWords) -> Sheet:
    """Its rows and faults. Raises RosterUnreadable if its headings cannot be understood."""
    fields = {field: heading for heading in source.headings if (field := words.field(heading))}
    is_named = "name" in fields or "name" in words.mapping.defaults
    update: dict[str, object] = {"ignore": (*words.mapping.ignore, *_organisation_headings(source, words))}
    if not is_named:
        update["defaults"] = {**words.mapping.defaults, "name": UNNAMED}
    lines = parse_csv(source.text, words.mapping.model_copy(update=update))
    organisations = _organisations(source, words)
    return sheet_of(source, lines, organisations, is_named, fields)


def sheet_of(
    source: Source,
    lines: Iterator[Line],
    organisations: Mapping[int, str],
    is_named: bool,
    headings: Mapping[str, str],
) -> Sheet:
    """Lines, sorted into rows and faults."""
    rows, faults, left_out = [], [], 0
    for line in lines:
        if line.declaration is None:
            left_out += 1
            faults += [Fault(source.file, each.line, each.field, each.message, each.value) for each in line.errors]
        else:
            organisation = organisations.get(line.number, "")
            rows.append(Row(line.declaration, organisation, source.file, line.number, is_named, headings))
    return Sheet(source.file, rows, faults, left_out, source.fingerprint)


def _organisation_headings(source: Source, words: OwnWords) -> list[str]:
    return [heading for heading in source.headings if words.field(heading) == ORGANISATION]


def _organisations(source: Source, words: OwnWords) -> dict[int, str]:
    """By line."""
    at = next((at for at, heading in enumerate(source.headings) if words.field(heading) == ORGANISATION), None)
    _, *records = records_of(source.text, source.delimiter)
    return {
        record.number: (record.cells[at].strip() if at is not None and at < len(record.cells) else "")
        or words.default_organisation
        for record in records
    }
