"""How near scoring is to what this core can read from memory, measured in the same run."""

from tests.bench.matching.run import Run
from tests.bench.results import Figures

PARTICIPANTS = 100_000
MEGABYTES = 256
READ = {"hours": 24, "languages": 8, "years": 4, "said": 1}
"""Bytes that scoring reads of an other, in order, for the first look at a pair: the columns of a lane."""


def measure(run: Run) -> Figures:
    """A first look at a pair reads a few short columns in order; the limit is what the core can read at all.

    A lane that fits into a cache is read faster than from memory: a share above 1 is possible, and good.
    """
    memory = run.ours("bandwidth", megabytes=MEGABYTES)
    pass_ = run.ours("scanned", network=run.network(run.of(PARTICIPANTS)))
    bytes_a_pair = sum(READ.values())
    moved = pass_["looked_at"] * bytes_a_pair
    return {
        "bandwidth_triad_gb_s": memory["triad_gb_s"],
        "bandwidth_read_gb_s": memory["read_gb_s"],
        "scoring_bytes_a_pair": bytes_a_pair,
        "scoring_pairs_100k": pass_["looked_at"],
        "scoring_eligible_100k": pass_["eligible"],
        "scoring_pass_100k_s": pass_["seconds"],
        "scoring_best_50_100k_s": pass_["best_seconds"],
        "scoring_ns_a_pair": pass_["seconds"] / pass_["looked_at"] * 1e9,
        "scoring_gb_s": moved / pass_["seconds"] / 1e9,
        "scoring_share_of_limit": moved / pass_["seconds"] / 1e9 / memory["read_gb_s"],
    }
