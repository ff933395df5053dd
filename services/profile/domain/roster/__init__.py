"""Rosters: files in which partners say who their people are. Pure: text in, declarations and errors out.

for line in parse_csv(text_of(content), mapping):
    if line.declaration:
        register(line.declaration)
    else:
        report(line.errors)
"""

from services.profile.domain.roster.declaration import PersonDeclaration
from services.profile.domain.roster.line import Line, LineError
from services.profile.domain.roster.mapping import ColumnMapping
from services.profile.domain.roster.read_csv import parse_csv
from services.profile.domain.roster.read_ndjson import parse_ndjson
from services.profile.domain.roster.unreadable import MappingUnfit, RosterUnreadable, text_of
from services.profile.domain.roster.write_cell import to_csv_row

__all__ = [
    "ColumnMapping",
    "Line",
    "LineError",
    "MappingUnfit",
    "PersonDeclaration",
    "RosterUnreadable",
    "parse_csv",
    "parse_ndjson",
    "text_of",
    "to_csv_row",
]
