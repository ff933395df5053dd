"""Figures of round numbers: a document of 100 bytes, an event that takes a millisecond."""

from deploy.sizing.drivers import GROWS_WITH, Driver
from deploy.sizing.hearing import SERVICES
from deploy.sizing.measured import Collection, Costs, Matched, Measured, Processes, Sample, Stream

COUNTS = {Driver.PEOPLE: 100, Driver.MENTORSHIPS: 20, Driver.SESSIONS: 50}
US = {"service": 1_000.0, "mongod": 500.0}
COSTS = Costs(
    measured_at="2026-11-27",
    batch_us={"service": 9_000.0, "mongod": 4_500.0},
    event_us=US,
    command_us={"service": 4_000.0, "mongod": 2_000.0},
    read_us=US,
    relay_us={"service": 20.0, "mongod": 50.0},
    batch_ms=10.0,
    event_ms=1.0,
    relay_per_s=10_000.0,
)


def measured(costs: Costs = COSTS) -> Measured:
    """One document of each kind for each person, mentorship or session, and two events."""
    kept = [
        Collection(
            service=service,
            collection=name,
            documents=COUNTS[driver],
            document_bytes=100,
            disk_bytes=50,
            index_bytes=10,
        )
        for (service, _, name), driver in ((each.partition("."), driver) for each, driver in GROWS_WITH.items())
    ]
    for_a_time = [
        Collection(service=service, collection=name, documents=7, document_bytes=100, disk_bytes=50, index_bytes=10)
        for service in SERVICES
        for name in ("outbox", "answers")
    ]
    topics = tuple(
        Stream(topic=f"mentormesh.{name}.v1", events=2 * COUNTS[driver], event_bytes=1_000, aggregates=COUNTS[driver])
        for name, driver in (
            ("people", Driver.PEOPLE),
            ("programmes", Driver.PEOPLE),
            ("mentorships", Driver.MENTORSHIPS),
            ("sessions", Driver.SESSIONS),
            ("feedback", Driver.SESSIONS),
        )
    )
    cycle = Matched(measured_at="2026-11-27", participants=1_000, pairs=1e6, seconds=1.0, participant_bytes=2_000)
    sample = Sample(measured_at="2026-11-27", collections=(*kept, *for_a_time), topics=topics)
    processes = Processes(measured_at="2026-11-27", resident_mb=dict.fromkeys(SERVICES, 100.0), mentor_bytes=1_000.0)
    return Measured(machine={"cores": 2}, costs=costs, sample=sample, cycles=(cycle,), waits=(), processes=processes)
