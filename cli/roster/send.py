"""Sends the parts of a roster, one after the other, and shows how far it is."""

from collections.abc import Sequence

from cli.client import ApiProblem, Client, ServerAway
from cli.errors import Failure
from cli.progress import progress
from cli.roster.form import Form
from cli.roster.report import Report, together

PATH = "/v1/people/imports"


async def send(client: Client, parts: Sequence[bytes], form: Form, mapping: bytes | None, dry_run: bool) -> Report:
    """The report over all parts. Raises Failure if the API refuses one, or is gone."""
    reports: list[Report] = []
    with progress("sending", len(parts)) as advance:
        for part in parts:
            try:
                reports.append(await _send_one(client, part, form, mapping, dry_run))
            except (ApiProblem, ServerAway) as error:
                if reports:
                    raise Failure(_after(together(reports), error)) from error
                raise
            advance()
    return together(reports)


async def _send_one(client: Client, part: bytes, form: Form, mapping: bytes | None, dry_run: bool) -> Report:
    files = {"file": (f"roster.{form}", part, form.media_type)}
    if mapping is not None:
        files["mapping"] = ("mapping.toml", mapping, "application/toml")
    answer = await client.upload(f"{PATH}?dry_run={'true' if dry_run else 'false'}", files)
    report: Report = answer.body
    return report


def _after(done: Report, error: Exception) -> str:
    kept = "; those are kept, and sending the whole file again does nothing twice" if not done["dry_run"] else ""
    return f"{error}, after {done['people']:,} people{kept}"
