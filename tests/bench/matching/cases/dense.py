"""20,000 participants: ours end to end with its proof, beside scipy's dense assignment of a matrix that it is given."""

from tests.bench.matching.run import Run
from tests.bench.results import Figures

PARTICIPANTS = 20_000


def measure(run: Run) -> Figures:
    """scipy solves mentees by places, all scores known; ours begins with people and ends with the proof."""
    network = run.network(run.of(PARTICIPANTS))
    graph = run.folder / "graph-dense.npz"
    ours = run.ours("cycle", network=network)
    run.ours("candidates", network=network, k=0, graph=graph)
    theirs = run.peer("scipy", "dense", graph=graph)
    return {
        "ratio_scipy_20k": theirs["seconds"] / ours["seconds"],
        "memory_ratio_scipy_20k": theirs["peak_mb"] / ours["peak_mb"],
        "e2e_20k_s": ours["seconds"],
        "gap_20k": ours["gap"],
        "total_to_scipy_20k": ours["score"] / theirs["total"],
        "matched_20k": ours["matched"],
        "scipy_20k_s": theirs["seconds"],
        "scipy_20k_matched": theirs["matched"],
        "e2e_20k_mb": ours["peak_mb"],
        "scipy_20k_mb": theirs["peak_mb"],
    }
