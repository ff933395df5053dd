"""Scoring compiled, or loaded, before it is measured: once on a tiny network."""

import numpy as np

from services.matching.engine.scoring import best, eligible, surplus
from tests.bench.matching.network import Network, network, peers


def warm_scoring() -> None:
    """All that the measured processes call."""
    for made in (network(200, 1), peers(100, 1)):
        _warm(made)


def _warm(made: Network) -> None:
    sides = (made.seekers, made.others, made.relations, made.rules)
    eligible(*sides)
    best(*sides, 2)
    surplus(*sides, bonus=1, price=np.zeros(len(made.others), np.int64))
