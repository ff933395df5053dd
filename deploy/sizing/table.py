"""Sizes side by side, for people."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from deploy.sizing.size import PARTITIONS, Size

Row = tuple[str, ...]
UNITS = (("TB", 1e12), ("GB", 1e9), ("MB", 1e6))


def rows_of(sizes: Sequence[Size]) -> list[Row]:
    """What is told of each, one line a figure: its name first, then one cell a size."""
    return [(name, *(told(size) for size in sizes)) for name, told in LINES]


def headings(sizes: Sequence[Size]) -> Row:
    """Above those."""
    return ("", *(f"{size.network.organisations:,} organisations" for size in sizes))


def markdown(sizes: Sequence[Size]) -> str:
    """The same as a table of a document."""
    head = headings(sizes)
    lines = [head, ("---", *("---:" for _ in sizes)), *rows_of(sizes)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def amount(bytes_: float) -> str:
    """Of two digits."""
    for unit, size in UNITS:
        if bytes_ >= size:
            return f"{_two_digits(bytes_ / size)} {unit}"
    return "below 1 MB"


def lasting(seconds: float) -> str:
    """In the unit that suits it."""
    if seconds < 1:
        return f"{_two_digits(seconds * 1000)} ms"
    if seconds < 120:
        return f"{_two_digits(seconds)} s"
    minutes = timedelta(seconds=seconds) / timedelta(minutes=1)
    return f"{_two_digits(minutes)} min" if minutes < 120 else f"{_two_digits(minutes / 60)} h"


def many(number: float) -> str:
    """Of two digits, with millions and thousands by their names."""
    if number >= 999_500:
        return f"{_two_digits(number / 1e6)} million"
    return _two_digits(number)


def _two_digits(number: float) -> str:
    rounded = float(f"{number:.2g}")
    return f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:g}"


def _replicas(size: Size) -> str:
    counts = {each.replicas for each in size.services.values()}
    if len(counts) == 1:
        return f"{counts.pop()} each"
    return ", ".join(f"{name} {each.replicas}" for name, each in size.services.items())


def _memory(size: Size) -> str:
    others = max(each.replica_bytes for name, each in size.services.items() if name != "matching")
    return f"{amount(others)}; matching {amount(size.services['matching'].replica_bytes)}"


def _partitions(size: Size) -> str:
    return str(size.partitions) if size.partitions <= PARTITIONS else f"{size.partitions:,}, and there are {PARTITIONS}"


LINES: tuple[tuple[str, Callable[[Size], str]], ...] = (
    ("people", lambda size: many(size.network.people)),
    ("mentorships a year", lambda size: many(size.network.mentorships_a_year)),
    ("sessions a year", lambda size: many(size.network.sessions_a_year)),
    ("events a year", lambda size: many(size.load.all_events)),
    ("commands a second, busiest hour", lambda size: many(sum(one.commands_per_s for one in size.services.values()))),
    ("events heard a second, busiest hour", lambda size: many(sum(one.events_per_s for one in size.services.values()))),
    ("cores of all services, busiest hour", lambda size: many(sum(one.cores for one in size.services.values()))),
    ("cores of MongoDB, busiest hour", lambda size: many(size.mongod_cores)),
    ("replicas of each service", _replicas),
    ("… memory of one", _memory),
    ("partitions needed for them", _partitions),
    ("from a commit to its effect, p50", lambda size: lasting(size.waiting.p50)),
    ("… p99", lambda size: lasting(size.waiting.p99)),
    ("… p99 with the largest cycle in that hour", lambda size: lasting(size.waiting.p99_with_cycle)),
    ("catching up after an hour's outage", lambda size: lasting(max(one.catch_up_s for one in size.services.values()))),
    ("everybody changed at once, until heard", lambda size: lasting(size.rosters_s)),
    ("filling lost topics again", lambda size: lasting(size.refill_s)),
    ("years that are kept", lambda size: str(size.network.years)),
    ("MongoDB's disk, one member", lambda size: amount(sum(size.storage.documents.values()))),
    ("… of it the largest database", lambda size: _largest(size.storage.documents)),
    ("memory for MongoDB's cache", lambda size: amount(size.storage.hot)),
    ("topics, one copy", lambda size: amount(sum(size.storage.topics.values()))),
    ("largest cycle: participants", lambda size: many(size.cycle.participants)),
    ("… pairs looked at", lambda size: many(size.cycle.pairs)),
    ("… on one core", lambda size: lasting(size.cycle.seconds)),
    ("… memory of its worker", lambda size: amount(size.cycle.bytes)),
)


def _largest(by_service: dict[str, float]) -> str:
    name = max(by_service, key=lambda each: by_service[each])
    return f"{name}, {amount(by_service[name])}"
