"""Whether anything is still under way: events to be published, records to be applied, work to be written."""

from collections.abc import Awaitable, Callable

from cli.client import Client
from cli.demo.measures.exposition import Exposition, read_metrics
from cli.demo.waiting import until

LOOKS = 4
"""So many looks in a row must show the same, so that nothing was on its way between two measures."""
WAITING = {
    "mentormesh_outbox_waiting_events": "events wait in outboxes",
    "mentormesh_queue_depth": "items wait for writers",
    "mentormesh_consumer_lag_events": "events are not applied yet",
}
MOVING = (
    "mentormesh_records_total",
    "mentormesh_outbox_published_total",
    "mentormesh_timers_fired_total",
    "mentormesh_commands_total",
)


async def until_quiet(client: Client, within: float = 60.0) -> None:
    """Wait until nothing is under way in the process. Raises DidNotCome with what still was."""
    await until("quiet", _unrest(client), within)


def _unrest(client: Client) -> Callable[[], Awaitable[str | None]]:
    seen: list[tuple[float, ...]] = []

    async def unrest() -> str | None:
        now = await read_metrics(client)
        if reason := what_waits(now):
            seen.clear()
            return reason
        seen.append(tuple(now.total(name) for name in MOVING))
        if len(seen) >= LOOKS and len(set(seen[-LOOKS:])) == 1:
            return None
        return "records are still being applied"

    return unrest


def what_waits(now: Exposition) -> str | None:
    """What has still to be done, in words; None if nothing is known of."""
    for name, words in WAITING.items():
        if count := now.total(name):
            services = sorted(service for service, some in now.by("service", name).items() if some)
            return f"{count:,.0f} {words} ({', '.join(services)})"
    if parked := now.total("mentormesh_held_records", state="parked"):
        return f"{parked:,.0f} records are parked"
    return None
