"""Networks from a number of participants and a seed."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import PCG64, Generator

from services.matching.engine.arrays import WHOLE, Ints, Longs
from services.matching.engine.columns import People, Quotas, Relations, Rules, Value
from tests.bench.matching.network.draws import drawn
from tests.bench.matching.network.organisations import organisations
from tests.bench.matching.network.people import MENTEES, MENTORS, PEERS, people
from tests.bench.matching.network.ties import relations, strangers

MENTEE_SHARE = 0.65
PLACES = np.array([0.45, 0.25, 0.15, 0.10, 0.05])
"""How many mentors offer one place, two, three, four, five."""
WEIGHTS = {
    Value.GOALS: 0.25,
    Value.SKILLS: 0.25,
    Value.DISCIPLINES: 0.05,
    Value.EXPERIENCE_GAP: 0.10,
    Value.LANGUAGES: 0.05,
    Value.TIME_OVERLAP: 0.10,
    Value.QUALITIES: 0.15,
    Value.PREFERENCES: 0.05,
}
QUOTA_PAIRS = 60


@dataclass(frozen=True)
class Network:
    """What the engine is given."""

    seekers: People
    others: People
    relations: Relations
    rules: Rules
    capacity: Longs
    """By other: places."""
    quotas: Quotas | None = None


def network(participants: int, seed: int) -> Network:
    """Mentees and mentors."""
    draw = Generator(PCG64([seed, participants]))
    joined = organisations(draw, participants)
    mentees = round(participants * MENTEE_SHARE)
    seekers = people(draw, joined, mentees, MENTEES)
    others = people(draw, joined, participants - mentees, MENTORS)
    ties = relations(draw, seekers.organisation, others.organisation, joined.shared())
    capacity = drawn(draw, PLACES, len(others)).astype(np.int64) + 1
    return Network(seekers, others, ties, Rules(_weights(), minimum_gap=200, minimum_blocks=24), capacity)


def peers(participants: int, seed: int) -> Network:
    """One crowd that is both sides: similar experience, different disciplines."""
    draw = Generator(PCG64([seed, participants, 1]))
    joined = organisations(draw, participants)
    crowd = people(draw, joined, participants, PEERS)
    rules = Rules(_weights(), minimum_blocks=24, are_peers=True)
    return Network(crowd, crowd, strangers(participants, joined.shared()), rules, np.ones(participants, np.int64))


def groups(participants: int, seed: int) -> Network:
    """Mentees, and mentors who may lead one group each."""
    return scarce(network(participants, seed))


def scarce(made: Network) -> Network:
    """The same with one place a mentor: about half of the mentees must go without."""
    return replace(made, capacity=np.ones(len(made.others), np.int64))


def with_quotas(made: Network, chosen: Ints | Longs) -> Network:
    """The same, with half the places between the pairs of organisations that `chosen` (by seeker, -1 for nobody)
    uses most.
    """
    matched = np.flatnonzero(chosen >= 0)
    receiver, giver = made.seekers.organisation[matched], made.others.organisation[chosen[matched]]
    abroad = receiver != giver
    pairs, count = np.unique(np.stack([receiver[abroad], giver[abroad]]), axis=1, return_counts=True)
    most = np.argsort(-count, kind="stable")[:QUOTA_PAIRS]
    limited = Quotas(
        receiver=pairs[0, most].astype(np.int32),
        giver=pairs[1, most].astype(np.int32),
        limit=count[most].astype(np.int64) // 2,
        seekers=made.seekers.organisation,
        others=made.others.organisation,
    )
    return replace(made, quotas=limited)


def _weights() -> Longs:
    return np.array([round(WEIGHTS[value] * WHOLE) for value in Value], np.int64)
