"""What a service has heard, rebuilt from the topics and compared with what it has."""

import asyncio
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.errors import Failure, WrongUsage
from cli.nearest import guess
from cli.output import Json, print_json, print_table
from cli.progress import progress_of
from cli.services import NAMES, load

if TYPE_CHECKING:
    from services.chassis.replay.report import Found
    from services.chassis.service import Service
    from services.deciding import Aggregate

ALL = "all"
COLUMNS = ("kind", "rebuilt", "equal", "different", "behind", "ahead", "untold", "repaired")


def replay(
    service: Annotated[str, typer.Argument(help=f"Which one: {', '.join(NAMES)}.")],
    since: Annotated[str, typer.Option(help="A time (RFC 3339; UTC if it says no zone) from which to read.")] = ALL,
    kind: Annotated[list[str] | None, typer.Option(help="Compare only this kind, or these.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Let what was rebuilt replace what differs.")] = False,
    most: Annotated[int, typer.Option(min=0, max=1000, help="Differences that are shown of each kind.")] = 5,
    patience: Annotated[float, typer.Option(min=0, help="Seconds for a service that has not caught up.")] = 30,
    as_json: Json = False,
) -> None:
    """Rebuild what a service heard from the topics, beside live traffic, and compare it with what the service has.

    The topics are read through the service's own rules into a database beside its own, from which nothing is
    published, sent or fired; it is dropped in the end. Two states are compared only where both come from the same
    events. Whatever the service's own commands and reminders have made (bookings, enrolments, answers, risks) is not
    on others' topics: it is neither rebuilt nor touched. With --since, counts and other things that take the whole
    history are left out.

    *different*: not what the topics tell. *behind*: the service has not applied all of it, or holds it back.
    *ahead*: the topics lack what the service has applied. *untold*: nothing on the topics tells of it.

    It needs the settings of `serve` and no key. It may be interrupted and run again. Ends with exit code 1 unless
    all that was rebuilt is equal in the end.

    For example:

        mentormesh replay feedback
        mentormesh replay scheduling --kind mentorships --since 2026-11-01
        mentormesh replay profile --apply
    """
    wanted = load([service])[0] if service != ALL else _refuse_all()
    found = asyncio.run(_replayed(wanted, _kinds(wanted, kind or []), _time(since), apply, patience))
    if as_json:
        print_json(_as_json(found, most))
    else:
        _show(found, most)
    _insist_on_equality(found)


def _refuse_all() -> "Service":
    raise WrongUsage(f"one service at a time: {', '.join(NAMES)}")


def _kinds(service: "Service", names: list[str]) -> "tuple[type[Aggregate], ...]":
    kinds = {kind.KIND: kind for kind in service.rebuilt_kinds}
    for name in names:
        if name not in kinds:
            raise WrongUsage(f"{service.name} rebuilds no {name!r}; {guess(name, sorted(kinds))}")
    return tuple(kinds[name] for name in dict.fromkeys(names) or kinds)


def _time(text: str) -> datetime | None:
    if text == ALL:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUsage(f"--since is {text!r}: neither a time such as 2026-11-01T12:00:00Z nor {ALL!r}") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if moment > datetime.now(UTC):
        raise WrongUsage(f"--since is {text!r}, which is still to come")
    return moment


async def _replayed(
    service: "Service",
    kinds: "tuple[type[Aggregate], ...]",
    since: datetime | None,
    apply: bool,
    patience: float,
) -> "Found":
    from services.chassis.replay.replay import Replay, Wish
    from services.chassis.settings import load_settings

    with progress_of(f"{service.name}: reading") as told:
        wish = Wish(kinds, since, apply, patience)
        return await Replay(service, load_settings(), wish, told).run()


def _as_json(found: "Found", most: int) -> dict[str, Any]:
    told = asdict(found) | {"different": found.different, "undecided": found.undecided}
    for kind, described in zip(found.kinds, told["kinds"], strict=True):
        described["differences"] = described["different"][:most]
        described["different"] = len(kind.different)
    return told


def _show(found: "Found", most: int) -> None:
    print_table(COLUMNS, ([_cell(kind, name) for name in COLUMNS] for kind in found.kinds))
    for kind in found.kinds:
        for difference in kind.different[:most]:
            what = ", ".join(difference.fields) or difference.what
            typer.echo(f"{kind.kind} {difference.id}: {what}")
    rate = found.records / found.seconds if found.seconds else 0
    typer.echo(f"{found.records:,} records in {found.seconds:.1f} s ({rate:,.0f}/s)", err=True)
    if found.waiting or found.unreadable:
        typer.echo(
            f"{found.waiting:,} records wait for what no topic tells, {found.unreadable:,} are unreadable", err=True
        )


def _cell(kind: Any, name: str) -> object:
    value = {"rebuilt": kind.compared, "different": len(kind.different)}.get(name)
    return getattr(kind, name) if value is None else value


def _insist_on_equality(found: "Found") -> None:
    if found.different:
        raise Failure(f"{found.different:,} of {found.service} are not what the topics tell")
    if found.undecided:
        raise Failure(f"{found.undecided:,} of {found.service} could not be compared at the same events; try again")
