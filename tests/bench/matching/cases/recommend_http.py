"""The same through HTTP: the real service on real servers, among 100,000 mentors of whom 1,000 a second change."""

from tests.bench.matching.run import Run
from tests.bench.results import Figures

MENTORS, MENTEES, ORGANISATIONS = 100_000, 500, 120
QUESTIONS, RATE = 1_000, 1_000


def measure(run: Run) -> Figures:
    """Servers of its own, on loopback; they, the service and whoever changes mentors share all cores."""
    ours = run.ours(
        "served",
        directory=run.folder / "servers",
        organisations=ORGANISATIONS,
        mentors=run.of(MENTORS),
        mentees=MENTEES,
        questions=QUESTIONS,
        rate=RATE,
        seed=run.seed,
    )
    half, most, nearly_all = ours["milliseconds"]
    return {
        "recommend_http_p50_ms": half,
        "recommend_http_p95_ms": most,
        "recommend_http_p99_ms": nearly_all,
        "recommend_http_rest_p95_ms": ours["rest_milliseconds"][1],
        "recommend_http_ready_s": ours["ready_seconds"],
    }
