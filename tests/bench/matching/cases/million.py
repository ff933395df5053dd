"""1,000,000 participants end to end: scoring, assignment and proof, on one core."""

from tests.bench.matching.run import Run
from tests.bench.results import Figures

PARTICIPANTS = 1_000_000
K = 32


def measure(run: Run) -> Figures:
    """Seconds, memory, matched, and the proven gap."""
    ours = run.ours("cycle", network=run.network(run.of(PARTICIPANTS)), k=K)
    return {
        "e2e_1m_s": ours["seconds"],
        "peak_mb_1m": ours["peak_mb"],
        "gap_1m": ours["gap"],
        "matched_1m": ours["matched"] / ours["mentees"],
        "candidates_1m": K,
    }
