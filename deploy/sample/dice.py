"""Chance that falls the same way every time: each person has dice of their own, named by a seed."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws that depend on the seed alone, whatever the machine and the number of people before."""

    def __init__(self, *seed: object) -> None:
        self._random = Random("/".join(map(str, seed)))

    def chance(self, probability: float) -> bool:
        """True this often."""
        return self._random.random() < probability

    def number(self, least: int, most: int) -> int:
        """A whole number between the two, both included."""
        return least + int(self._random.random() * (most - least + 1))

    def any_of(self, options: Sequence[T]) -> T:
        """One of them, each as likely."""
        return options[self.number(0, len(options) - 1)]

    def one(self, weights: Mapping[T, float]) -> T:
        """One of them, as likely as its weight."""
        left = self._random.random() * sum(weights.values())
        for option, weight in weights.items():
            left -= weight
            if left < 0:
                return option
        return next(reversed(list(weights)))

    def several(self, count: int, weights: Mapping[T, float]) -> list[T]:
        """So many different ones, the likelier first."""
        left, drawn = dict(weights), []
        for _ in range(min(count, len(left))):
            drawn.append(self.one(left))
            del left[drawn[-1]]
        return drawn

    def gamma(self, shape: float, scale: float, most: float) -> float:
        """A skewed positive amount, in halves."""
        return min(round(self._random.gammavariate(shape, scale) * 2) / 2, most)


def zipf(options: Sequence[T], steepness: float = 1.0) -> dict[T, float]:
    """Weights that fall with the rank: the first is the most popular by far."""
    return {option: 1 / rank**steepness for rank, option in enumerate(options, 1)}
