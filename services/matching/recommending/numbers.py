"""Numbers for names, given out as names turn up."""

from collections.abc import Iterable

from services.matching.cohort.shares import bits


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
        return bits(self.number(name) for name in names)


class Vocabulary:
    """The sorts of names that mentors are compared by."""

    def __init__(self) -> None:
        self.organisations, self.programmes, self.skills, self.disciplines, self.languages = (Names() for _ in range(5))
