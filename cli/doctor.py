"""What is wrong with a deployment, and what to do."""

import asyncio
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from cli.errors import Failure
from cli.output import Json, print_json, print_table
from cli.services import NAMES, load

if TYPE_CHECKING:
    from services.chassis.doctor.finding import Finding

COLUMNS = ("", "where", "what", "found", "what to do")


def doctor(
    services: Annotated[list[str] | None, typer.Argument(help=f"Of {', '.join(NAMES)}; all if none is named.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as well.")] = False,
    as_json: Json = False,
) -> None:
    """Look at a deployment, say what is wrong with it, and what to do.

    It reads the same settings as the services, and looks at the settings themselves, the servers and their clocks,
    topics, indexes, leases, outboxes, reminders, records that are held back, and how far each service is behind. It
    changes nothing. Ends with exit code 1 if something is broken.

    For example:

        mentormesh doctor
        mentormesh doctor matching --strict
        mentormesh doctor --json
    """
    from services.chassis.doctor.examination import examine
    from services.chassis.settings import load_settings

    findings = asyncio.run(examine(load_settings(), load(services or ())))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        print_table(COLUMNS, ((each.severity, each.where, each.what, each.found, each.advice) for each in findings))
    _insist(findings, strict)


def _insist(findings: "list[Finding]", strict: bool) -> None:
    counted = Counter(str(finding.severity) for finding in findings)
    if counted["broken"] or (strict and counted["warning"]):
        raise Failure(f"{counted['broken']} broken, {counted['warning']} warnings")
