"""A MongoDB that services rely on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from services.chassis.doctor.finding import Finding, broken, fine, warning

WHERE = "database"
OLDEST = (6, 0)
SAFE_MEMBERS = 3
FAR_OFF = timedelta(seconds=2)
TOO_FAR_OFF = timedelta(seconds=30)
"""Keys and reminders are due by the minute; beyond this somebody's key is refused or a session is missed."""


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """What a server tells."""

    version: str
    members: int | None
    """Of its replica set, those that hold data; None: it is a sharded cluster."""
    clock_ahead: timedelta
    """How far its clock is ahead of this machine's."""


def on_database(facts: DatabaseFacts) -> list[Finding]:
    """What is wrong with it."""
    members = "a sharded cluster" if facts.members is None else f"{facts.members} members"
    return [*_worrying(facts)] or [fine(WHERE, "server", f"MongoDB {facts.version}, {members}, clocks agree")]


def _worrying(facts: DatabaseFacts) -> Iterator[Finding]:
    if _number(facts.version) < OLDEST:
        yield broken(
            WHERE,
            "version",
            f"MongoDB {facts.version}",
            f"use {OLDEST[0]}.{OLDEST[1]} or later: earlier ones lack what our queries need",
        )
    if facts.members is not None and facts.members < SAFE_MEMBERS:
        yield warning(
            WHERE,
            "members",
            f"{facts.members} in the replica set: what is acknowledged is lost with {_of_them(facts.members)}",
            "add members until there are three, each on a machine of its own",
        )
    ahead = facts.clock_ahead.total_seconds()
    if abs(facts.clock_ahead) >= FAR_OFF:
        judge = broken if abs(facts.clock_ahead) >= TOO_FAR_OFF else warning
        yield judge(
            WHERE,
            "clocks",
            f"its clock is {abs(ahead):.1f} s {'ahead of' if ahead > 0 else 'behind'} this machine's",
            "let both be set by NTP",
        )


def _of_them(members: int) -> str:
    return "its disk" if members == 1 else "one of them, or nothing is acknowledged any more"


def _number(version: str) -> tuple[int, int]:
    major, minor, *_ = version.split(".")
    return int(major), int(minor)
