"""How large an installation has to be, before there is one."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from cli.output import Json, print_json, print_table


def sizing(
    organisations: Annotated[
        list[int] | None, typer.Option(min=1, help="How many; several side by side. 10, 100 and 1,000 if none is told.")
    ] = None,
    people: Annotated[int, typer.Option(min=1, help="In each organisation.")] = 1_000,
    mentorships: Annotated[float, typer.Option(min=0.001, help="A person and year.")] = 0.2,
    sessions: Annotated[float, typer.Option(min=0, help="A mentorship.")] = 25.0,
    changes: Annotated[float, typer.Option(min=0, help="Of what a person declares, a year.")] = 12.0,
    reads: Annotated[float, typer.Option(min=0, help="Requests that read, a person and year.")] = 200.0,
    partners: Annotated[int, typer.Option(min=0, help="Organisations that each shares people with.")] = 10,
    cohort: Annotated[float, typer.Option(min=0.001, max=1, help="The largest cycle, as a share of all people.")] = 0.2,
    years: Annotated[int, typer.Option(min=1, help="That mentorships and sessions have been kept for.")] = 1,
    as_json: Json = False,
) -> None:
    """Say how large an installation has to be for a network.

    Reckoned from figures that were measured, which come with this version, and from what people are assumed to do;
    nothing is asked of any server. docs/scaling.md says how, and what was assumed.

    For example:

        mentormesh sizing
        mentormesh sizing --organisations 300 --people 2500 --sessions 12
        mentormesh sizing --organisations 1000 --years 5 --json
    """
    from deploy.sizing import Network, committed, size_of
    from deploy.sizing.page import ORGANISATIONS
    from deploy.sizing.table import headings, rows_of

    measured = committed()
    networks = (
        Network(
            organisations=each,
            people_each=people,
            mentorships=mentorships,
            sessions=sessions,
            changes=changes,
            reads=reads,
            partners=partners,
            largest_cohort=cohort,
            years=years,
        )
        for each in organisations or ORGANISATIONS
    )
    sizes = [size_of(network, measured) for network in networks]
    if as_json:
        print_json({"measured": _dates(measured), "sizes": [asdict(size) for size in sizes]})
    else:
        print_table(headings(sizes), rows_of(sizes))
        typer.echo("\nmeasured: " + ", ".join(f"{name} {told}" for name, told in _dates(measured).items()))


def _dates(measured: Any) -> dict[str, str]:
    return {
        "costs": measured.costs.measured_at,
        "storage": measured.sample.measured_at,
        "cycles": ", ".join(each.measured_at for each in measured.cycles),
        "on": ", ".join(str(told) for told in measured.machine.values()),
    }
