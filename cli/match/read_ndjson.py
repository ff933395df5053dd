"""An NDJSON file as a sheet. Its names and words may be the coordinator's own, as in a CSV file."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from typing import Any

from cli.match.own_words import ORGANISATION, OwnWords
from cli.match.read_csv import UNNAMED, sheet_of
from cli.match.sheet import Sheet
from cli.match.source import Source, object_in
from services.profile.domain.roster import parse_ndjson
from services.profile.domain.roster.read_cell import FORMS, read_cell
from services.profile.domain.roster.separators import split
from services.profile.domain.roster.wording import folded


def read_ndjson(source: Source, words: OwnWords) -> Sheet:
    """Its rows and faults: each line is put into our words first. Raises RosterUnreadable."""
    fields = {field: name for name in source.headings if (field := words.field(name))}
    is_named = "name" in fields or "name" in words.mapping.defaults
    organisations: dict[int, str] = {}
    translated = []
    for number, line in enumerate(StringIO(source.text, newline=None), 1):
        said = object_in(line)
        if said is None:
            translated.append(line.rstrip("\n"))
            continue
        ours = dict(_in_our_words(said, words))
        organisations[number] = str(ours.pop(ORGANISATION, None) or words.default_organisation).strip()
        translated.append(json.dumps(ours if is_named else {"name": UNNAMED, **ours}))
    sheet = sheet_of(source, parse_ndjson("\n".join(translated)), organisations, is_named, fields)
    return replace(sheet, faults=[fault._replace(field=fields.get(fault.field, fault.field)) for fault in sheet.faults])


def _in_our_words(said: dict[str, Any], words: OwnWords) -> Iterator[tuple[str, Any]]:
    ignored = {folded(name) for name in words.mapping.ignore}
    missing = dict(words.mapping.defaults)
    for name, value in said.items():
        if folded(name) in ignored:
            continue
        field = words.field(name) or name
        missing.pop(field, None)
        yield field, _value(field, value, words) if field in FORMS and any(words.named()) else value
    for field, cell in missing.items():
        yield field, read_cell(field, cell)


def _value(field: str, value: Any, words: OwnWords) -> Any:
    """A text is read as a cell is; of what cannot be read so, the roster says what is wrong."""
    wording = words.mapping.wording(field)
    match value:
        case str():
            try:
                return read_cell(field, value, wording)
            except ValueError:
                return value
        case list() if all(isinstance(each, str) for each in value):
            return [ours for each in value for ours in (split(wording.ours(each)) if wording.knows(each) else [each])]
        case _:
            return value
