"""The loops of this room, compiled ahead of time."""

import numpy as np

from services.matching.engine.arrays import NOBODY
from services.matching.engine.peers.graph import Graph
from services.matching.engine.peers.pairing import pair_nearly
from services.matching.engine.peers.places import Places


def warm() -> None:
    """Run every kernel once on three people, so that it is compiled and kept on disk."""
    start, other = np.array([0, 2, 4, 6], np.int64), np.array([1, 2, 0, 2, 0, 1], np.int32)
    graph = Graph(start, other, np.ones(6, np.int64))
    pair_nearly(graph, Places(np.full(6, NOBODY, np.int32), np.zeros(0, np.int64)), bonus=0, seed=0)
