"""Registers what is planted, by the check that must find it."""

from collections import defaultdict
from collections.abc import Callable

from cli.verify.asking import Answers
from cli.verify.history import History
from tests.unit.cli.verify.chronicle import Chronicle
from tests.unit.cli.verify.network import network

Violate = Callable[[Chronicle], object]
Planted = Callable[[], tuple[History, Answers]]
PLANTED: dict[str, list[Planted]] = defaultdict(list)
ROSTER = ("Rufus Jaral", "rufus.jaral.1@example.org")


def breaks(check: str) -> Callable[[Violate], Violate]:
    """The check that finds it in what the topics hold."""

    def register(violate: Violate) -> Violate:
        def planted() -> tuple[History, Answers]:
            told = network()
            violate(told)
            return told.history(*ROSTER), Answers()

        planted.__name__ = violate.__name__
        PLANTED[check].append(planted)
        return violate

    return register


def in_body(told: Chronicle, place: int, old: bytes, new: bytes) -> Chronicle:
    """Other bytes in a record that was published."""
    body = told.raws[place].body
    assert body is not None
    assert old in body
    return told.alter(place, body=body.replace(old, new, 1))
