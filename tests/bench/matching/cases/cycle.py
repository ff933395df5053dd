"""100,000 participants end to end: scoring, assignment, and the proof over all eligible pairs; then with quotas."""

from pathlib import Path

import numpy as np

from services.matching.engine.arrays import Longs
from tests.bench.matching.network import save, with_quotas
from tests.bench.matching.run import Run
from tests.bench.results import Figures

PARTICIPANTS = 100_000


def measure(run: Run) -> Figures:
    """Seconds, memory, matched, and proven gaps."""
    network = run.network(run.of(PARTICIPANTS))
    free = run.folder / "chosen.npz"
    ours = run.ours("cycle", network=network, chosen=free)
    limited = run.folder / "limited.npz"
    save(with_quotas(run.opened(network), _chosen(free)), limited)
    quotas = run.ours("cycle", network=limited)
    return {
        "e2e_100k_s": ours["seconds"],
        "gap_100k": ours["gap"],
        "e2e_100k_mb": ours["peak_mb"],
        "matched_100k": ours["matched"] / ours["mentees"],
        "matched_of_eligible_100k": ours["matched"] / ours["eligible_mentees"],
        "gap_quota_100k": quotas["gap"],
        "gap_quota_to_no_quotas_100k": quotas["gap_without_quotas"],
        "quota_100k_s": quotas["seconds"],
        "quotas_100k": quotas["quotas"],
        "matched_quota_100k": quotas["matched"] / quotas["mentees"],
    }


def _chosen(path: Path) -> Longs:
    with np.load(path) as stored:
        chosen: Longs = stored["chosen"].astype(np.int64)
    return chosen
