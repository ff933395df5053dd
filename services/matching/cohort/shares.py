"""Whole ten-thousandths of something: what the engine reckons with."""

from collections.abc import Iterable, Sequence

from services.matching.engine.arrays import WHOLE


def whole_shares(weights: Sequence[float]) -> list[int]:
    """Ten-thousandths in the proportions of the weights, summing to 10,000; all 0 if the weights sum to nothing.

    By largest remainders (Hamilton's method of apportionment); among equal remainders the first gets more.
    """
    total = sum(weights)
    if total <= 0:
        return [0] * len(weights)
    exact = [weight / total * WHOLE for weight in weights]
    shares = [int(each) for each in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: (shares[at] - exact[at], at))
    for at in by_remainder[: WHOLE - sum(shares)]:
        shares[at] += 1
    return shares


def by_rank(count: int) -> list[int]:
    """Shares of `count` things of which the first counts most: in the proportions 1, 1/2, 1/3, …"""
    return whole_shares([1 / rank for rank in range(1, count + 1)])


def whole(part: float) -> int:
    """A part of one, 0 to 1, in ten-thousandths."""
    return round(part * WHOLE)


def bits(numbers: Iterable[int]) -> int:
    """A set of numbers, as the bits of a whole number."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found
