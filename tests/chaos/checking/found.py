"""What does not hold."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import NamedTuple

from tests.chaos.checking.evidence import Evidence


class Kind(Enum):
    """In which way the promise is broken."""

    LOST = "lost"
    DOUBLED = "doubled"
    OUT_OF_ORDER = "out_of_order"
    BROKEN = "invariants_broken"


class Found(NamedTuple):
    """One violation."""

    kind: Kind
    rule: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind.value}: {self.rule}: {self.what}"


Rule = Callable[[Evidence], Iterable[Found]]
