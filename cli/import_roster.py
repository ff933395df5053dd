"""Send a roster."""

from pathlib import Path
from typing import Annotated

import typer

from cli.errors import LINES_LEFT_OUT
from cli.options import LOCAL, Actor, Key, Url, with_client
from cli.output import Json, print_json
from cli.roster.form import Form, form_of

ANSWER_SECONDS = 300
"""A part may have 20,000 people, each to be made durable."""


def import_roster(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="The roster, in UTF-8.")],
    key: Key,
    url: Url = LOCAL,
    mapping: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, readable=True, help="What your own headings and words mean: TOML."),
    ] = None,
    form: Annotated[Form | None, typer.Option("--format", help="How it is written; else by its ending.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only read it, and say what is wrong.")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Show every fault, not the first 20.")] = False,
    actor: Actor = None,
    as_json: Json = False,
) -> None:
    """Register the people of a roster, or change those who are known already.

    Good lines are kept whatever the others are like; the same file twice changes nothing. What is wrong is shown by
    line and field. A file of more than 20,000 people or 10 MiB goes in parts; that a person stands in it twice is
    noticed within a part. Ends with exit code 3 if lines were left out.

    For example:

        mentormesh import people.csv --dry-run
        mentormesh import students.csv --mapping mapping.toml
        mentormesh import people.ndjson --json > report.json
    """
    form = form or form_of(file)
    words = mapping.read_bytes() if mapping else None

    from cli.roster.report import print_report
    from cli.roster.send import send
    from cli.roster.split import parts_of

    parts = parts_of(file.read_bytes(), form, words)
    report = with_client(
        url, key, lambda client: send(client, parts, form, words, dry_run), actor, answer_seconds=ANSWER_SECONDS
    )
    if as_json:
        print_json(report)
    else:
        print_report(report, show_all)
    if report["failed"]:
        raise typer.Exit(LINES_LEFT_OUT)
