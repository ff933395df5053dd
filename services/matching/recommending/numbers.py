"""Numbers for names, given out as names turn up, and whole numbers for shares."""

from collections.abc import Iterable, Sequence

from services.matching.engine.arrays import WHOLE


class Names:
    """Names of one sort, each with a number of its own that it keeps."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, name: str) -> int:
        """The number of a name; the next one, if it is new."""
        return self._numbers.setdefault(name, len(self._numbers))

    def known(self, name: str) -> int | None:
        """The number of a name that turned up before."""
        return self._numbers.get(name)

    def bits(self, names: Iterable[str]) -> int:
        """A set of names, by the bits of their numbers."""
        bits = 0
        for name in names:
            bits |= 1 << self.number(name)
        return bits


class Vocabulary:
    """The sorts of names that mentors are compared by."""

    def __init__(self) -> None:
        self.organisations, self.programmes, self.skills, self.disciplines, self.languages = (Names() for _ in range(5))


def shares(weights: Sequence[float]) -> list[int]:
    """Ten-thousandths in the proportion of the weights, which sum to 10,000 exactly; all 0 for no weight at all.

    What rounding leaves goes to the largest remainders (Hamilton's method), of equal ones to the first.
    """
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    exact = [weight / total * WHOLE for weight in weights]
    whole = [int(each) for each in exact]
    by_remainder = sorted(range(len(weights)), key=lambda at: whole[at] - exact[at])
    for at in by_remainder[: WHOLE - sum(whole)]:
        whole[at] += 1
    return whole


def by_rank(count: int) -> list[int]:
    """Shares of things named in the order of their importance: in the proportion 1, 1/2, 1/3, …"""
    return shares([1 / rank for rank in range(1, count + 1)])
