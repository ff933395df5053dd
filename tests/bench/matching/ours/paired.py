"""Peers paired: from people, with building the graph, or the pairing alone of a graph that is given."""

from pathlib import Path
from typing import Any

import numpy as np

from services.matching.engine import peers, scoring
from services.matching.engine.candidates import Candidates
from services.matching.engine.peers.graph import Graph
from tests.bench.matching.measured import Memory, answer, job, timed
from tests.bench.matching.network import Network, load
from tests.bench.matching.ours.warming import warm_scoring


def candidates(made: Network, k: int) -> Candidates:
    """Each one's best."""
    return scoring.best(made.seekers, made.others, made.relations, made.rules, k)


def save_graph(found: Candidates, path: str) -> int:
    """Every pair once, for the peer; and the candidates as they are, for ours. How many pairs."""
    graph = Graph.of(found)
    once = graph.once()
    one, other, score = graph.person()[once], graph.other[once], graph.weight[once]
    arrays: dict[str, Any] = {"one": one, "mate": other, "worth": score, "people": np.int64(graph.people)}
    np.savez(path, allow_pickle=False, **found._asdict(), **arrays)
    return len(one)


def main() -> None:
    """With a `graph` to write: build it, untimed, and pair it. Without: both, timed."""
    asked = job()
    warm_scoring()
    peers.warm()
    memory = Memory()
    made, k = load(Path(asked["network"])), asked["k"]
    pairs = 0
    if "graph" in asked:
        found = candidates(made, k)
        pairs = save_graph(found, asked["graph"])
        paired, seconds = timed(lambda: peers.pair_up(found))
    else:
        paired, seconds = timed(lambda: peers.pair_up(candidates(made, k)))
    answer(
        {
            "seconds": seconds,
            "peak_mb": memory.peak(),
            "total": int(paired.total),
            "upper_bound": int(paired.upper_bound),
            "matched": 2 * int(paired.matched),
            "pairs": pairs,
        }
    )


if __name__ == "__main__":
    main()
