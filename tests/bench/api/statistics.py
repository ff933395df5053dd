"""What is told of many numbers: quantiles, medians of parts of a time, slopes that a few outliers do not bend."""

from collections.abc import Sequence
from statistics import median

import numpy as np

Series = Sequence[tuple[float, float]]
"""Moments in seconds, and what was measured then."""


def milliseconds(taken: Sequence[float], quantiles: Sequence[int] = (50, 95, 99)) -> dict[str, float]:
    """Quantiles of durations in seconds, by `p50` and so on; nothing of nothing."""
    if not taken:
        return {}
    found = np.percentile(np.asarray(taken) * 1000, list(quantiles))
    return {f"p{each}": round(float(value), 2) for each, value in zip(quantiles, found, strict=True)}


def part(series: Series, number: int, parts: int) -> list[float]:
    """What was measured in one of so many equal parts of the time, the first being 0."""
    if not series:
        return []
    first, last = series[0][0], series[-1][0]
    length = (last - first) / parts
    begin, end = first + number * length, first + (number + 1) * length
    return [value for moment, value in series if begin <= moment < end or (number == parts - 1 and moment == last)]


def part_median(series: Series, number: int, parts: int) -> float:
    """The median of that part; 0 where nothing was measured."""
    return median(part(series, number, parts) or [0.0])


def slope(series: Series) -> float:
    """Theil and Sen's: the median of the slopes between all pairs, by the second; 0 for fewer than two moments."""
    slopes = [
        (later - earlier) / (then - before)
        for at, (before, earlier) in enumerate(series)
        for then, later in series[at + 1 :]
        if then > before
    ]
    return median(slopes) if slopes else 0.0


def grows(series: Series, allowance: float) -> bool:
    """Whether it rises by more than the allowance over the whole time, along its slope and from third to third.

    Both must say so: a slope alone takes one step for a climb, thirds alone take a last wave for one.
    """
    if len(series) < 2:
        return False
    climbed = slope(series) * (series[-1][0] - series[0][0])
    return climbed > allowance and part_median(series, 2, 3) - part_median(series, 0, 3) > allowance


def growth(series: Series) -> float:
    """The last quarter's median over the first one's, as a fraction more; 0 of nothing."""
    first = part_median(series, 0, 4)
    return part_median(series, 3, 4) / first - 1 if first else 0.0
