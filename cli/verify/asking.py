"""What is asked over HTTP, and what was answered: plain values as well."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from cli.verify.history import History

OK, NOT_FOUND = 200, 404
OPERATOR = "operator"
"""Stands where an organisation's id does, for what operators ask."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A GET with an organisation's key, or the operator's."""

    organisation_id: str
    path: str
    whole_list: bool = False
    """Follow the pages to the end; the answer's body is the list of all items."""

    def __str__(self) -> str:
        """As a complaint says it."""
        return f"GET {self.path} as {self.organisation_id}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: Any = None

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items of a list; none if it was refused."""
        return self.body if isinstance(self.body, list) else []


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers, and the organisations that could be asked as."""

    organisations: tuple[str, ...] = ()
    given: Mapping[Ask, Answer] = field(default_factory=dict)

    def __getitem__(self, ask: Ask) -> Answer:
        """The answer. Raises KeyError for what was never asked."""
        return self.given[ask]


Find: TypeAlias = Callable[[History, Answers], Iterable[str]]
Wonder: TypeAlias = Callable[[History, Collection[str]], Iterable[Ask]]


def nothing(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """For checks that the topics suffice for."""
    return ()


@dataclass(frozen=True, slots=True)
class Check:
    """A rule of the network: `find` gives its violations, from the topics and the answers to `asks`."""

    find: Find
    asks: Wonder = nothing

    @property
    def name(self) -> str:
        """Without its `check_`."""
        return self.find.__name__.removeprefix("check_")
