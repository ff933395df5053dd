"""Peers: 5,000 beside rustworkx, exact, on the same graph; and 100,000 with building the graph."""

from tests.bench.matching.network import peers
from tests.bench.matching.run import Run
from tests.bench.results import Figures

FEW, MANY = 5_000, 100_000
K_FEW, K_MANY = 30, 30


def measure(run: Run) -> Figures:
    """Seconds; the share of the exact weight, and of what is proven to be possible."""
    few, many = run.of(FEW), run.of(MANY)
    graph = run.folder / "graph-peers.npz"
    crowd = run.stored(f"peers-{few}", lambda: peers(few, run.seed))
    ours = run.ours("paired", network=crowd, k=K_FEW, graph=graph)
    theirs = run.peer("rustworkx", "blossom", graph=graph)
    all_of_it = run.ours("paired", network=run.stored(f"peers-{many}", lambda: peers(many, run.seed)), k=K_MANY)
    return {
        "ratio_rustworkx_5k": theirs["seconds"] / ours["seconds"],
        "peer_weight_5k": ours["total"] / theirs["total"],
        "peers_5k_s": ours["seconds"],
        "rustworkx_5k_s": theirs["seconds"],
        "peers_5k_pairs": ours["pairs"],
        "peers_100k_s": all_of_it["seconds"],
        "peers_100k_of_bound": all_of_it["total"] / all_of_it["upper_bound"],
        "peers_100k_mb": all_of_it["peak_mb"],
        "peers_100k_matched": all_of_it["matched"] / many,
    }
