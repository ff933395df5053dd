"""What the largest matching cycle takes of its worker."""

from dataclasses import dataclass

from deploy.sizing.measured import Measured
from deploy.sizing.network import Network

OWN_BYTES = 300e6
"""The interpreter, the compiled engine and the driver."""


@dataclass(frozen=True)
class Cycle:
    """Of one core."""

    participants: float
    pairs: float
    """Looked at: every mentee with every mentor of their own organisation and of those it shares with."""
    seconds: float
    bytes: float


def largest_cycle(network: Network, measured: Measured) -> Cycle:
    """From the dearest pair and participant that were measured, so that it is rather too much."""
    participants = network.people * network.largest_cohort
    organisations = min(network.organisations, 1 + network.partners)
    mentors_each = network.people_each * network.mentors * network.largest_cohort
    pairs = participants * (1 - network.mentors) * mentors_each * organisations
    a_pair = max(each.seconds / each.pairs for each in measured.cycles)
    a_participant = max(each.participant_bytes for each in measured.cycles)
    fixed = measured.cycles[0].seconds
    return Cycle(participants, pairs, fixed + pairs * a_pair, OWN_BYTES + participants * a_participant)
