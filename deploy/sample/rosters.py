"""The files that the three organisations send."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import StringIO

from deploy.sample import partner_words, spoil
from deploy.sample.dice import Dice
from deploy.sample.organisations import CHARITY, UNIVERSITY
from services.profile.domain.roster import PersonDeclaration, to_csv_row

FACULTIES = ("Engineering", "Natural Sciences", "Arts and Humanities", "Medicine", "Economics")


@dataclass
class Roster:
    """A file, and what is to be found in it."""

    text: str
    bad: list[dict[str, object]] = field(default_factory=list)


def company(people: Sequence[PersonDeclaration]) -> Roster:
    """Our headings, as simple as can be."""
    rows = [to_csv_row(each) for each in people]
    return Roster(_csv([list(rows[0]), *(row.values() for row in rows)]))


def university(people: Sequence[PersonDeclaration], seed: int) -> Roster:
    """Their headings and words, as a spreadsheet writes them: semicolons, a byte order mark, CRLF."""
    dice = Dice(seed, UNIVERSITY.slug, "columns of no use")
    rows = [
        {
            **partner_words.in_their_words(to_csv_row(each)),
            "Semester": str(dice.number(1, 14)),
            "Faculty": dice.any_of(FACULTIES),
        }
        for each in people
    ]
    return Roster("\ufeff" + _csv([list(rows[0]), *(row.values() for row in rows)], delimiter=";", line_end="\r\n"))


def charity(people: Sequence[PersonDeclaration], strangers: Sequence[PersonDeclaration], seed: int) -> Roster:
    """Our headings, typed by hand: line breaks within cells, empty lines, and mistakes between the good lines."""
    dice = Dice(seed, CHARITY.slug, "mistakes")
    rows = [_typed_by_hand(to_csv_row(each), dice) for each in people]
    mistakes = dict(zip(_places(len(rows), dice), zip(spoil.REASONS, strangers, strict=True), strict=True))
    roster = Roster(_csv([list(rows[0])]))
    for place, row in enumerate(rows):
        roster.text += _csv([row.values()])
        if place in mistakes:
            reason, stranger = mistakes[place]
            _add_mistake(roster, reason, to_csv_row(stranger), row)
        if dice.chance(0.02):
            roster.text += "\n"
    return roster


def _add_mistake(roster: Roster, reason: str, row: dict[str, str], before: dict[str, str]) -> None:
    heading, cells = spoil.spoilt(reason, row, before)
    roster.bad.append({"line": roster.text.count("\n") + 1, "heading": heading, "reason": reason})
    roster.text += _csv([cells])


def _places(rows: int, dice: Dice) -> list[int]:
    """After which rows the mistakes stand: in each stretch of the file one."""
    stretch = rows // len(spoil.REASONS)
    return [each * stretch + dice.number(0, stretch - 1) for each in range(len(spoil.REASONS))]


def _typed_by_hand(row: dict[str, str], dice: Dice) -> dict[str, str]:
    return {**row, "weekly_hours": row["weekly_hours"].replace("; ", ";\n")} if dice.chance(0.1) else row


def _csv(rows: Iterable[Iterable[str]], delimiter: str = ",", line_end: str = "\n") -> str:
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()
