"""Registers what is planted, by the check that must find it."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from cli.verify.asking import Answer, Answers, Ask
from cli.verify.history import History
from tests.unit.cli.verify.chronicle import Chronicle
from tests.unit.cli.verify.mirror import KEYS, mirror
from tests.unit.cli.verify.network import network

Violate = Callable[[Chronicle], object]
Given = dict[Ask, Answer]
Show = Callable[[Given], object]
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


def shows(check: str) -> Callable[[Show], Show]:
    """The check that finds it in what the API answers about a network in which all went well."""

    def register(show: Show) -> Show:
        def planted() -> tuple[History, Answers]:
            history = network().history()
            given = dict(mirror(history).given)
            show(given)
            return history, Answers(KEYS, given)

        planted.__name__ = show.__name__
        PLANTED[check].append(planted)
        return show

    return register


def in_body(told: Chronicle, place: int, old: bytes, new: bytes) -> Chronicle:
    """Other bytes in a record that was published."""
    body = told.raws[place].body
    assert body is not None
    assert old in body
    return told.alter(place, body=body.replace(old, new, 1))


def in_list(given: Given, viewer: str, path: str, item_id: str, **changes: Any) -> None:
    """Another item in a list."""
    ask = Ask(viewer, path, whole_list=True)
    items = [
        {**item, **changes} if item_id in (item.get("id"), item.get("person_id")) else item for item in given[ask].items
    ]
    assert items != given[ask].items
    given[ask] = Answer(200, items)


def in_answer(given: Given, viewer: str, path: str, **changes: Any) -> None:
    """Another body in an answer."""
    ask = Ask(viewer, path)
    given[ask] = Answer(200, {**(given[ask].body or {}), **changes})
