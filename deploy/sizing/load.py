"""Events, commands and reads: in a year, and in the busiest hour."""

from dataclasses import dataclass

from deploy.sizing.drivers import STREAMS, Driver, counted
from deploy.sizing.hearing import HEARD, SERVICES, SPOKEN, full_name
from deploy.sizing.measured import Measured
from deploy.sizing.network import HOURS_A_YEAR, PEAK, Network

EVENTS_A_COMMAND = 1.0
"""Most commands change one thing. What a cycle or a timer does costs less than a command; it is counted as one."""


@dataclass(frozen=True)
class Load:
    """Of one year, by stream or by service."""

    events: dict[str, float]
    """Published, by stream."""
    commands: dict[str, float]
    heard: dict[str, float]
    """Events that a service reads."""
    reads: float

    @property
    def all_events(self) -> float:
        """Of all streams."""
        return sum(self.events.values())


def load_of(network: Network, measured: Measured) -> Load:
    """What people's year amounts to."""
    events = {stream: _events(stream, network, measured) for stream in STREAMS}
    spoken = {service: sum(events.get(stream, 0.0) for stream in SPOKEN[service]) for service in SERVICES}
    return Load(
        events=events,
        commands={service: each / EVENTS_A_COMMAND for service, each in spoken.items()},
        heard={service: sum(events.get(stream, 0.0) for stream in HEARD[service]) for service in SERVICES},
        reads=network.people * network.reads,
    )


def in_the_busiest_hour(a_year: float) -> float:
    """By the second."""
    return a_year / HOURS_A_YEAR * PEAK / 3600


def _events(stream: str, network: Network, measured: Measured) -> float:
    if stream == "people":
        return network.people * (network.changes + 1 / network.years)
    of = next(each for each in measured.sample.topics if each.topic == full_name(stream))
    each = of.events / counted(measured.sample)[STREAMS[stream]]
    many = {
        Driver.PEOPLE: float(network.people),
        Driver.MENTORSHIPS: network.mentorships_a_year,
        Driver.SESSIONS: network.sessions_a_year,
    }
    return each * many[STREAMS[stream]]
