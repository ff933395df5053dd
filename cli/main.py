"""The one command, `mentormesh`. Each verb imports what it needs when it runs, so that help comes at once."""

from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cli import (
    backup,
    cycles,
    dead_letters,
    doctor,
    documents,
    import_roster,
    indexes,
    intake,
    keys,
    local,
    replay,
    serve,
    sizing,
    topics,
)
from cli.demo import command as demo_command
from cli.errors import in_one_line
from cli.match import command as match_command

PANELS = RUN, WORK, READ = ("Run it", "Work with it", "Read about it")
ENVIRONMENT = (
    "MENTORMESH_URL and MENTORMESH_KEY stand in for --url and --key; every setting of a service is a variable "
    "MENTORMESH_… as well. Exit codes: 0 done; 1 it could not be done, as when a server is not there; 2 wrong "
    "usage or a wrong setting; 3 a roster was processed and some of its lines were left out. MENTORMESH_DEBUG=1 shows "
    "where an error came from."
)


class OneLineErrors(TyperGroup):
    """Whatever goes wrong in a verb is told in one line."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb."""
        with in_one_line():
            return super().invoke(ctx)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mentormesh {version('mentormesh')}")
        raise typer.Exit


app = typer.Typer(
    name="mentormesh",
    cls=OneLineErrors,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="markdown",
    epilog=ENVIRONMENT,
)


@app.callback()
def mentormesh(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """An event-driven platform for mentoring networks that span many organisations."""


app.command("serve", rich_help_panel=RUN)(serve.serve)
app.command("local", rich_help_panel=RUN)(local.local)
app.add_typer(topics.app, name="topics", rich_help_panel=RUN)
app.add_typer(indexes.app, name="indexes", rich_help_panel=RUN)
app.add_typer(backup.app, name="backup", rich_help_panel=RUN)
app.command("doctor", rich_help_panel=RUN)(doctor.doctor)
app.command("sizing", rich_help_panel=RUN)(sizing.sizing)
app.command("replay", rich_help_panel=RUN)(replay.replay)
app.command("demo", rich_help_panel=RUN)(demo_command.demo)
app.command("match", rich_help_panel=WORK)(match_command.match)
app.add_typer(cycles.app, name="cycles", rich_help_panel=WORK)
app.command("import", rich_help_panel=WORK)(import_roster.import_roster)
app.add_typer(keys.app, name="keys", rich_help_panel=WORK)
app.add_typer(dead_letters.app, name="dead-letters", rich_help_panel=WORK)
app.add_typer(intake.app, name="intake", rich_help_panel=WORK)
app.command("openapi", rich_help_panel=READ)(documents.openapi)
app.command("asyncapi", rich_help_panel=READ)(documents.asyncapi)
app.command("documents", rich_help_panel=READ)(documents.documents)

if __name__ == "__main__":
    app()
