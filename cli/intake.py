"""Whether services take records from their topics, and how one that stopped goes on."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.errors import WrongUsage
from cli.group import group
from cli.options import LOCAL, Actor, Key, Url, with_client
from cli.output import Json, print_json, print_table
from cli.services import NAMES, chosen

if TYPE_CHECKING:
    from cli.client import Client

app = group("See whether services take records from their topics, and let one go on that stopped.")
Intake = dict[str, Any]
COLUMNS = ("service", "intake", "since", "why")
Service = Annotated[str, typer.Argument(help=f"One of {', '.join(NAMES)}.")]


@app.command("show")
def show(
    key: Key,
    services: Annotated[list[str] | None, typer.Argument(help="All if none is named.")] = None,
    url: Url = LOCAL,
    as_json: Json = False,
) -> None:
    """Whether they take records; if not, since when and why. With `--json`, the earlier stops as well.

    A service stops when too large a share of a topic's last records cannot be processed.

    For example:

        mentormesh intake show
        mentormesh intake show matching --json
    """
    names = chosen(services or ())

    async def read(client: "Client") -> list[Intake]:
        return [{"service": name, **(await client.get(f"/v1/operations/{name}/intake")).body} for name in names]

    _print(with_client(url, key, read), as_json)


@app.command("resume")
def resume(
    service: Service,
    reason: Annotated[str, typer.Option(help="Why it may go on; kept with the stop.")],
    key: Key,
    tolerate: Annotated[
        int, typer.Option(min=0, max=1_000_000, help="Records that each replica does not judge; bad ones are held.")
    ] = 0,
    url: Url = LOCAL,
    actor: Actor = None,
    as_json: Json = False,
) -> None:
    """Let a service go on where it stopped. All its replicas follow within seconds.

    The share of bad records is reckoned anew: if nothing was mended, it stops again soon.

    For example:

        mentormesh intake resume matching --reason "the sender was rolled back"
        mentormesh intake resume matching --reason "only old nonsense is left" --tolerate 5000
    """
    names = chosen([service])
    if len(names) > 1:
        raise WrongUsage(f"name the service that is to go on: one of {', '.join(NAMES)}")
    body = {"reason": reason, "tolerate": tolerate}

    async def act(client: "Client") -> list[Intake]:
        return [{"service": service, **(await client.post(f"/v1/operations/{service}/intake/resume", body)).body}]

    _print(with_client(url, key, act, actor), as_json)


def _print(intakes: list[Intake], as_json: bool) -> None:
    if as_json:
        print_json(intakes)
    else:
        print_table(COLUMNS, map(_row, intakes))


def _row(intake: Intake) -> tuple[object, ...]:
    if not intake["is_stopped"]:
        return intake["service"], "running", None, None
    since = next((stop["stopped_at"] for stop in intake["stops"] if stop["resumed_at"] is None), None)
    return intake["service"], "stopped", since, intake["why"]
