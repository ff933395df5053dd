"""The rows of the wall's table: what a route is to those whom it does not concern."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tests.journeys.support.watch import WORD

Ids = Mapping[str, str]


@dataclass(frozen=True)
class Theirs:
    """It is about something of one organisation's: to all others it answers as if that did not exist.

    Names in braces, in the path as in the query and the body, are ids of what is `given`.
    """

    route: str
    given: str
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def method(self) -> str:
        """GET and so on."""
        return self.route.split()[0]

    @property
    def is_read(self) -> bool:
        """Whether it changes nothing."""
        return self.method == "GET"

    def path(self, ids: Ids) -> str:
        """The path with these ids."""
        return self.route.split()[1].format_map(ids)


@dataclass(frozen=True)
class Listing:
    """A list that has only one's own in it, whoever asks and whatever for."""

    route: str


@dataclass(frozen=True)
class Making:
    """It makes something of the caller's own; the same body makes another one for another organisation."""

    route: str
    body: Any
    given: str = ""


@dataclass(frozen=True)
class ForOperators:
    """Organisations' keys do not reach it."""

    route: str
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ForEverybody:
    """The same for all: it says nothing of anybody."""

    route: str


Row: TypeAlias = Theirs | Listing | Making | ForOperators | ForEverybody


def filled(template: Any, ids: Ids) -> Any:
    """The body or query with these ids in place of their names."""
    match template:
        case str():
            return template.format_map(ids)
        case Mapping():
            return {name: filled(value, ids) for name, value in template.items()}
        case list():
            return [filled(each, ids) for each in template]
        case _:
            return template


def absent(ids: Ids) -> Ids:
    """Ids that nothing has, under the same names."""
    return {name: str(uuid.uuid4()) if WORD.fullmatch(id) else id for name, id in ids.items()}
