"""rustworkx: the exact matching of greatest weight among people, by the blossom algorithm."""

import numpy as np
import rustworkx

from tests.bench.matching.measured import Memory, answer, job, timed


def main() -> None:
    """Solve once; building the graph is not timed."""
    asked = job()
    memory = Memory()
    with np.load(asked["graph"]) as stored:
        one, mate, worth = (stored[name].tolist() for name in ("one", "mate", "worth"))
        people = int(stored["people"])
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(people))
    graph.add_edges_from(list(zip(one, mate, worth, strict=True)))
    pairs, seconds = timed(lambda: rustworkx.max_weight_matching(graph, weight_fn=int), times=1)
    total = sum(graph.get_edge_data(*pair) for pair in pairs)
    answer({"seconds": seconds, "peak_mb": memory.peak(), "total": total, "matched": 2 * len(pairs)})


if __name__ == "__main__":
    main()
