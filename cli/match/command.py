"""Match people out of spreadsheets."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.engine import needs_engine
from cli.errors import LINES_LEFT_OUT, WrongUsage
from cli.output import Json, print_json
from mentormesh_contracts.fact import LARGEST

MENTEES = "Who looks for a mentor: CSV or NDJSON, in UTF-8."
MENTORS = "Who offers to be one. May be the same file: then a column `roles` tells them apart."
PEERS = "Who looks for a peer: similar experience, another discipline."


def match(
    *,
    mentees: Annotated[Path | None, typer.Option(metavar="FILE", help=MENTEES)] = None,
    mentors: Annotated[Path | None, typer.Option(metavar="FILE", help=MENTORS)] = None,
    peers: Annotated[Path | None, typer.Option(metavar="FILE", help=PEERS)] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What your own headings and words mean: TOML.")
    ] = None,
    policy: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Weights and constraints: TOML. Else those that programmes begin with."),
    ] = None,
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="Where the pairs go, as CSV: `mentee`, `mentor`, `score`, and more.")
    ],
    peers_out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where pairs of peers go: `person`, `peer`, `score`. Else beside --out."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where a report goes: one HTML file that opens offline.")
    ] = None,
    seed: Annotated[
        int, typer.Option(metavar="NUMBER", min=0, max=LARGEST, help="Draws lots where all else is equal.")
    ] = 0,
    week: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE", formats=["%Y-%m-%d"], help="A day of the week that hours are compared in; else this week's."
        ),
    ] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show every fault, not the first 20.")] = False,
    as_json: Json = False,
) -> None:
    """Match the people of two spreadsheets, with the platform's own engine and no server at all.

    The files are rosters, as `mentormesh import` takes them: a person a line, in CSV or NDJSON. All that must be there
    is an `external_id`; what is not said speaks for nobody, and some of it is needed for any match at all: a mentor's
    years in `disciplines`, and `languages`.

        external_id,name,goals_sought,weaknesses,disciplines,languages,weekly_hours
        s-17,Ada Roth,career_development,python; writing,physics:1,en; de,monday 18:00-20:00

        external_id,name,goals_offered,strengths,disciplines,languages,weekly_hours,places_offered
        m-3,Bo Lind,career_development,python:4; law:2,physics:12,en,monday 17:00-21:00,2

    Any headings and words will do: a mapping says what they mean, in one file for all. A column `organisation` is read
    as well. Whoever stands on both sides is a mentor and a mentee, and never meets themselves. People are named by
    `never_with_external_ids`, `reporting_line_external_ids` and `preferred_external_ids`, in whichever file they are.

    Good lines are kept whatever the others are like; what is wrong is shown by file, line and field, and makes the
    exit code 3. Nothing leaves this machine. The same files, policy, seed and week give the same pairs.

    For example:

        mentormesh match --mentees mentees.csv --mentors mentors.csv --out pairs.csv --report report.html
        mentormesh match --mentees people.csv --mentors people.csv --policy policy.toml --out pairs.csv
        mentormesh match --mentees a.csv --mentors b.csv --mapping m.toml --out pairs.csv --json
        mentormesh match --peers peers.ndjson --out peers.csv
    """
    if bool(mentees) != bool(mentors):
        raise WrongUsage(f"--{'mentors' if mentees else 'mentees'} is missing: mentees and mentors go together")
    if not peers and not mentees:
        raise WrongUsage("give --mentees and --mentors, or --peers, or all three")
    if peers_out and not peers:
        raise WrongUsage("--peers-out is for the pairs of --peers")

    with needs_engine("mentormesh match"):
        from cli.match.run import Order, run

    order = Order(
        mentees=mentees,
        mentors=mentors,
        peers=peers,
        mapping=mapping,
        policy=policy,
        out=out,
        peers_out=peers_out,
        report=report,
        seed=seed,
        week=(week or datetime.now(UTC)).date(),
    )
    result, written = run(order)
    if as_json:
        from cli.match.as_json import as_json as everything

        print_json({**everything(result), "written": [str(path) for path in written]})
    else:
        from cli.match.summary import print_summary

        print_summary(result, [str(path) for path in written], show_all)
    if result.faults:
        raise typer.Exit(LINES_LEFT_OUT)
