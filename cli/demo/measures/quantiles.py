"""Quantiles: of a histogram's buckets as Prometheus computes them, and of plain numbers."""

from collections.abc import Sequence
from itertools import pairwise
from math import isinf


def bucket_quantile(share: float, buckets: Sequence[tuple[float, float]]) -> float | None:
    """The value below which that share lies, by interpolation inside its bucket; None if nothing was observed.

    `buckets`: upper bounds, rising, with cumulated counts; the last bound is infinite, and a value in that bucket is
    answered by the bound before it, the largest that is known. Source: Prometheus, `histogram_quantile`.
    """
    if not buckets or not (total := buckets[-1][1]):
        return None
    rank = share * total
    for (below, before), (bound, count) in pairwise([(0.0, 0.0), *buckets]):
        if count >= rank and count > before:
            return below if isinf(bound) else below + (bound - below) * max(0.0, rank - before) / (count - before)
    return buckets[-1][0]


def quantile(share: float, values: Sequence[float]) -> float | None:
    """The nearest of the values, by rank; None of none."""
    if not values:
        return None
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
