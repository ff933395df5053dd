"""100,000 participants, 50 candidates a mentee: assignment alone, beside OR-Tools' flow on the same graph."""

from tests.bench.matching.run import Run
from tests.bench.results import Figures

PARTICIPANTS = 100_000
K = 50


def measure(run: Run) -> Figures:
    """Seconds of solving, memory of all of it, and by how much the totals differ."""
    graph = run.folder / "graph-assignment.npz"
    size = run.ours("candidates", network=run.network(run.of(PARTICIPANTS)), k=K, graph=graph)
    ours = run.ours("assigned", graph=graph)
    theirs = run.peer("ortools", "flow", graph=graph)
    return {
        "ratio_ortools_100k": theirs["seconds"] / ours["seconds"],
        "total_difference_ortools_100k": abs(theirs["total"] - ours["total"]) / theirs["total"],
        "assign_100k_s": ours["seconds"],
        "ortools_100k_s": theirs["seconds"],
        "assign_100k_mb": ours["peak_mb"],
        "ortools_100k_mb": theirs["peak_mb"],
        "assign_100k_matched": ours["matched"],
        "ortools_100k_matched": theirs["matched"],
        "assign_100k_pairs": size["pairs"],
    }
