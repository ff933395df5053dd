"""What the figures should be."""

from tests.bench.goals import Goals

AT_LEAST = {
    "ratio_ortools_100k": 12.0,
    "ratio_scipy_20k": 50.0,
    "memory_ratio_scipy_20k": 20.0,
    "ratio_mentor_match_500": 300.0,
    "ratio_rustworkx_5k": 50.0,
    "peer_weight_5k": 0.995,
    "groups_bound_1k": 0.98,
    "ratio_mip_groups_1k": 100.0,
}
AT_MOST = {
    "total_difference_ortools_100k": 1e-6,
    "e2e_100k_s": 5.0,
    "gap_100k": 0.00005,
    "e2e_1m_s": 90.0,
    "peak_mb_1m": 1_000.0,
    "gap_1m": 0.0005,
    "peers_100k_s": 10.0,
    "recommend_p99_ms": 1.0,
    "recommend_http_p95_ms": 20.0,
    "unmatched_ratio_stable": 0.25,
}
GOALS = Goals(at_least=AT_LEAST, at_most=AT_MOST)
