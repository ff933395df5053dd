"""The charity's mistakes: twenty lines, each wrong in its own way."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Mistake(NamedTuple):
    """What is wrong, under which heading, and what stands there."""

    reason: str
    field: str
    cell: str


IN_A_CELL = (
    Mistake("an e-mail address without @", "email", "amina.example.org"),
    Mistake("an unknown goal", "goals_sought", "career development; world peace"),
    Mistake("a level above 5", "strengths", "fundraising: 9; writing: 3"),
    Mistake("an impossible time zone", "zone", "Africa/Nairoby"),
    Mistake("an end before the start", "weekly_hours", "tuesday 18:00-16:00"),
    Mistake("a time that no clock shows", "weekly_hours", "monday 09:75-12:00"),
    Mistake("a day that no week has", "weekly_hours", "someday 10:00-12:00"),
    Mistake("no external id", "external_id", ""),
    Mistake("no name", "name", ""),
    Mistake("negative years", "disciplines", "education: -2"),
    Mistake("more places than anybody has", "places_offered", "250"),
    Mistake("places in words", "places_offered", "a few"),
    Mistake("a role that nobody declares", "roles", "peer"),
    Mistake("neither yes nor no", "shares_contact", "maybe"),
    Mistake("a language by its name", "languages", "English"),
    Mistake("an unknown quality", "wished_qualities", "punctuality: 1"),
    Mistake("a skill without a level", "strengths", "fundraising"),
)
REPEATED = "an external id that was there before"
TOO_FEW = "too few cells"
TOO_MANY = "too many cells"
REASONS = (*(mistake.reason for mistake in IN_A_CELL), REPEATED, TOO_FEW, TOO_MANY)


def spoilt(reason: str, row: Mapping[str, str], before: Mapping[str, str]) -> tuple[str, Sequence[str]]:
    """The heading at fault (none if the whole line is), and the cells of a person whose line has this mistake."""
    if reason == REPEATED:
        return "external_id", list({**row, "external_id": before["external_id"]}.values())
    if reason == TOO_FEW:
        return "", list(row.values())[:-3]
    if reason == TOO_MANY:
        return "", [*row.values(), "see attachment"]
    mistake = next(each for each in IN_A_CELL if each.reason == reason)
    return mistake.field, list({**row, mistake.field: mistake.cell}.values())
