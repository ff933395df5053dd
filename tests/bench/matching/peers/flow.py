"""OR-Tools: minimum-cost flow, from mentees through mentors' places to a sink; nobody has to be matched."""

from typing import Any

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # type: ignore[import-not-found]

from tests.bench.matching.measured import Memory, answer, job, timed


def flow(start: Any, other: Any, score: Any, capacity: Any) -> SimpleMinCostFlow:
    """Each mentee sends one unit: through a mentor, at minus the score, or straight to the sink."""
    mentees, mentors = len(start) - 1, len(capacity)
    sink = mentees + mentors
    seeker = np.repeat(np.arange(mentees), np.diff(start))
    tails = np.concatenate([seeker, np.arange(mentees), mentees + np.arange(mentors)])
    heads = np.concatenate([mentees + other, np.full(mentees + mentors, sink)])
    most = np.concatenate([np.ones(len(other) + mentees, np.int64), capacity])
    costs = np.concatenate([-score, np.zeros(mentees + mentors, np.int64)])
    network = SimpleMinCostFlow()
    network.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), most.astype(np.int64), costs.astype(np.int64)
    )
    network.set_nodes_supplies(np.arange(mentees, dtype=np.int32), np.ones(mentees, np.int64))
    network.set_node_supply(sink, -mentees)
    return network


def main() -> None:
    """Solve once; building the network is not timed."""
    asked = job()
    memory = Memory()
    with np.load(asked["graph"]) as stored:
        arrays = {name: stored[name] for name in ("start", "other", "score", "capacity")}
    network = flow(**arrays)
    status, seconds = timed(network.solve, times=1)
    if status != network.OPTIMAL:
        raise RuntimeError(f"not optimal: {status}")
    matched = int(np.count_nonzero(network.flows(np.arange(len(arrays["other"]), dtype=np.int32))))
    answer({"seconds": seconds, "peak_mb": memory.peak(), "total": -network.optimal_cost(), "matched": matched})


if __name__ == "__main__":
    main()
