"""What a service keeps for itself: its indexes, its outbox, what it holds back, how far it is behind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from services.chassis.doctor.finding import Finding, broken, fine, warning

LATE = timedelta(seconds=60)
MANY_BEHIND = 10_000
"""Events: more than a service takes in within a few seconds."""


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """One service, as its database and its consumer group tell."""

    name: str
    missing_indexes: tuple[str, ...] = ()
    """As collection.index."""
    is_owned: bool = True
    """Whether a process holds the lease on publishing and reminding."""
    unpublished: int = 0
    oldest_unpublished: timedelta = timedelta(0)
    overdue_reminders: int = 0
    """Those that were due more than a minute ago."""
    dead_letters: int = 0
    parked: int = 0
    oldest_parked: timedelta = timedelta(0)
    stopped_because: str | None = None
    behind: Mapping[str, int] = field(default_factory=dict)
    """Events by topic that no process of it has committed."""


def on_service(facts: ServiceFacts) -> list[Finding]:
    """What is wrong with it."""
    return [*_on_work(facts), *_on_records(facts)] or [fine(facts.name, "state", "nothing waits")]


def _on_work(facts: ServiceFacts) -> Iterator[Finding]:
    if facts.missing_indexes:
        yield broken(
            facts.name,
            "indexes",
            f"missing: {', '.join(facts.missing_indexes)}",
            "`mentormesh indexes create` makes them, and so does every start of the service",
        )
    if not facts.is_owned:
        judge = broken if facts.unpublished or facts.overdue_reminders else warning
        yield judge(
            facts.name,
            "lease",
            "no process publishes its events or fires its reminders",
            "start it; if one runs, see its /health/ready",
        )
    elif facts.oldest_unpublished >= LATE:
        yield broken(
            facts.name,
            "outbox",
            f"{facts.unpublished:,} events wait, the oldest for {_words(facts.oldest_unpublished)}",
            "see /health/ready of its processes, and whether the broker takes records",
        )
    if facts.is_owned and facts.overdue_reminders:
        yield warning(
            facts.name,
            "reminders",
            f"{facts.overdue_reminders:,} were due more than a minute ago",
            "see the metrics of its writer: it is too slow, or in trouble",
        )


def _on_records(facts: ServiceFacts) -> Iterator[Finding]:
    if facts.stopped_because is not None:
        yield broken(
            facts.name,
            "intake",
            f"it takes no records: {facts.stopped_because}",
            f"mend the sender, then `mentormesh intake resume {facts.name}`",
        )
    if facts.dead_letters:
        yield warning(
            facts.name,
            "dead letters",
            f"{facts.dead_letters:,} wait for an operator",
            f"`mentormesh dead-letters list --service {facts.name}` says what to do with each",
        )
    if facts.oldest_parked >= LATE:
        yield warning(
            facts.name,
            "parked records",
            f"{facts.parked:,} wait for what comes before them, the oldest for {_words(facts.oldest_parked)}",
            f"`mentormesh dead-letters list --service {facts.name} --state parked` says for what",
        )
    if (events := sum(facts.behind.values())) >= MANY_BEHIND:
        yield warning(
            facts.name,
            "lag",
            f"{events:,} events behind: {', '.join(f'{topic} {n:,}' for topic, n in facts.behind.items() if n)}",
            "add replicas, as many as the topics have partitions at most",
        )


def _words(age: timedelta) -> str:
    seconds = int(age.total_seconds())
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds} seconds"
