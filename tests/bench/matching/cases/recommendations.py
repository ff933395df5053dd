"""The best twenty of 100,000 mentors for one mentee, under all constraints, while 1,000 updates a second arrive."""

from tests.bench.matching.network.made import MENTEE_SHARE
from tests.bench.matching.run import Run
from tests.bench.results import Figures

MENTORS = 100_000
QUESTIONS, CHECKED, RATE = 5_000, 20, 1_000


def measure(run: Run) -> Figures:
    """In process; `recommend_http` measures the same through HTTP."""
    network = run.network(round(run.of(MENTORS) / (1 - MENTEE_SHARE)))
    ours = run.ours("recommended", network=network, questions=QUESTIONS, checked=CHECKED, rate=RATE)
    half, most, nearly_all = ours["milliseconds"]
    return {
        "recommend_p50_ms": half,
        "recommend_p95_ms": most,
        "recommend_p99_ms": nearly_all,
        "recommend_equal_to_brute_force": ours["equal"],
        "recommend_mb": ours["peak_mb"],
        "recommend_store_mb": ours["store_mb"],
        "recommend_fill_s": ours["fill_seconds"],
    }
