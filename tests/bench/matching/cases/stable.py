"""Who is left out though eligible: the default objective, beside stable matching on the same data."""

from tests.bench.matching.run import Run
from tests.bench.results import Figures

PARTICIPANTS = 20_000


def measure(run: Run) -> Figures:
    """Mentees who have an eligible mentor and none in the end."""
    network = run.network(run.of(PARTICIPANTS))
    ours, stable = run.ours("cycle", network=network), run.ours("cycle", network=network, objective="stable")
    left, left_stable = (side["eligible_mentees"] - side["matched"] for side in (ours, stable))
    return {
        "unmatched_ratio_stable": left / max(left_stable, 1),
        "unmatched_20k": left,
        "unmatched_stable_20k": left_stable,
        "total_to_stable_20k": ours["score"] / max(stable["score"], 1),
        "stable_20k_s": stable["seconds"],
    }
