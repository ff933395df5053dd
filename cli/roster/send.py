"""Sends the parts of a roster, one after the other, and shows how far it is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from cli.client import ApiProblem, Client, ServerAway
from cli.errors import Failure
from cli.roster.form import Form
from cli.roster.report import Report, together

PATH = "/v1/people/imports"


async def send(client: Client, parts: Sequence[bytes], form: Form, mapping: bytes | None, dry_run: bool) -> Report:
    """The report over all parts. Raises Failure if the API refuses one, or is gone."""
    reports: list[Report] = []
    with _progress(len(parts)) as advance:
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


@contextmanager
def _progress(parts: int) -> Iterator[Callable[[], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("sending"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=parts)
        yield lambda: progress.advance(task)
