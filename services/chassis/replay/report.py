"""What a replay found, in numbers and names; never in contents, which are personal."""

from dataclasses import dataclass, field

MISSING, ONE_TOO_MANY = "missing", "one too many"


@dataclass(frozen=True, slots=True)
class Difference:
    """One aggregate that is not what the topics tell."""

    id: str
    fields: tuple[str, ...]
    """In which it differs; empty if it is missing or one too many."""
    what: str = "different"


@dataclass(slots=True)
class KindFound:
    """What was found of one kind."""

    kind: str
    compared: int = 0
    equal: int = 0
    different: list[Difference] = field(default_factory=list)
    behind: int = 0
    """Those of which the service has not applied everything that is on the topics."""
    ahead: int = 0
    """Those of which the service has applied more than the topics have."""
    untold: int = 0
    """Those that nothing on the topics tells of, such as those that the service's own commands made."""
    repaired: int = 0

    @property
    def missing(self) -> int:
        """How many are on the topics alone."""
        return sum(difference.what == MISSING for difference in self.different)


@dataclass(slots=True)
class Found:
    """What a whole replay found."""

    service: str
    kinds: list[KindFound] = field(default_factory=list)
    records: int = 0
    seconds: float = 0.0
    waiting: int = 0
    """Records that wait for something that the topics do not tell, or that no rule could apply."""
    unreadable: int = 0

    @property
    def different(self) -> int:
        """How many aggregates are not what the topics tell."""
        return sum(len(kind.different) for kind in self.kinds)

    @property
    def undecided(self) -> int:
        """How many could not be compared at the same events."""
        return sum(kind.behind + kind.ahead for kind in self.kinds)
