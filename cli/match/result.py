"""The whole: every round, and what there is to be said of the files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cli.errors import WrongUsage
from cli.match.ids import Ids
from cli.match.outcome import Chance, Round
from cli.match.remarks import insist_on_somebody, notes, warnings
from cli.match.round import enrol, match_people
from cli.match.sheet import Fault, Sheet
from cli.match.sides import Sides, take_sides
from cli.progress import progress
from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import ProgrammeKind, Role

ROUNDS = {ProgrammeKind.FORMAL: (Role.MENTEE, Role.MENTOR), ProgrammeKind.PEER: (Role.PEER,)}
STEPS = ("scoring", "assigning", "explaining")
MOST_ORGANISATIONS = 500
"""Everybody shares with everybody: so many make more than a hundred thousand ties."""


@dataclass(frozen=True)
class Result:
    """What came of a run."""

    policy: Policy
    chance: Chance
    sheets: Mapping[Role, Sheet]
    rounds: Sequence[Round]
    ids: Ids
    faults: Sequence[Fault]
    """Of lines that were left out."""
    lines_left_out: int
    warnings: Sequence[Fault]
    """Of lines that were taken nevertheless."""
    notes: Sequence[str]


def bring_together(sheets: Mapping[Role, Sheet], policy: Policy, chance: Chance) -> Result:
    """Match mentees with mentors, and peers with each other. Raises WrongUsage or Failure if a side is empty."""
    sides = {kind: _sides(sheets, roles) for kind, roles in ROUNDS.items() if sheets.keys() & set(roles)}
    ids = _ids(sheets, chance.seed)
    read = {sheet.file: sheet for sheet in sheets.values()}.values()
    faults = [fault for sheet in read for fault in sheet.faults]
    left_out = sum(sheet.lines_left_out for sheet in read)
    rounds = []
    with progress("matching", len(sides) * len(STEPS)) as advance:
        for kind, each in sides.items():
            enrolled, unfit = enrol(each.people, ids, chance.week)
            faults += (*each.faults, *unfit)
            left_out += len(each.faults) + len(unfit)
            rounds.append(match_people(kind, each.people, enrolled, policy, ids, chance, _once_each(advance)))
    return Result(
        policy=policy,
        chance=chance,
        sheets=sheets,
        rounds=rounds,
        ids=ids,
        faults=faults,
        lines_left_out=left_out,
        warnings=list(dict.fromkeys(found for each in sides.values() for found in warnings(each.people, ids))),
        notes=list(dict.fromkeys(note for each in sides.values() for note in notes(each, sheets))),
    )


def _once_each(advance: Callable[[], None]) -> Callable[[str], None]:
    """The engine may come back to a phase; a step is done once."""
    left = set(STEPS)

    def tell(phase: str) -> None:
        if phase in left:
            left.remove(phase)
            advance()

    return tell


def _sides(sheets: Mapping[Role, Sheet], roles: Sequence[Role]) -> Sides:
    sides = take_sides({role: sheets[role] for role in roles})
    for role in roles:
        insist_on_somebody(role, sheets[role], sides)
    return sides


def _ids(sheets: Mapping[Role, Sheet], seed: int) -> Ids:
    rows = [row for sheet in sheets.values() for row in sheet.rows]
    organisations = {row.organisation for row in rows}
    if len(organisations) > MOST_ORGANISATIONS:
        raise WrongUsage(
            f"the files name {len(organisations):,} organisations, and {MOST_ORGANISATIONS:,} at most are matched: "
            "is it the right column?"
        )
    return Ids((row.external_id for row in rows), organisations, seed)
