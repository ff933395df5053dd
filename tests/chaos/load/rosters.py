"""Rosters: many people at once, and the same people again with something changed."""

from collections.abc import Callable
from typing import Any

import orjson

from tests.chaos.load.asked import Asked
from tests.chaos.load.world import Organisation, World

NDJSON = "application/x-ndjson"
Declare = Callable[[str, str], dict[str, Any]]


class Roster:
    """A slice of an organisation's people, told of again and again by one after another."""

    def __init__(self, organisation: Organisation, names: list[str], declare: Declare) -> None:
        self.organisation, self.names, self._declare = organisation, names, declare
        self.is_known = False
        self.is_certain = True
        """Whether nothing that was sent of it may still be on its way: an import has no key that would stop it."""

    async def send(self, world: World) -> None:
        """Everybody is registered, or changed: each is told of with a new mark, so that there is an event for each."""
        mark = world.mark()
        lines = b"\n".join(orjson.dumps(self._declare(name, mark)) for name in self.names)
        kind = "person.changed" if self.is_known else "person.registered"
        answered = await world.ask(
            Asked(
                "import",
                self.organisation.key,
                "POST",
                "/v1/people/imports",
                content=(NDJSON, lines),
                counts=((kind, len(self.names)),),
            )
        )
        self.is_known = True
        self.is_certain = answered.attempts == 1
        for name in self.names:
            world.ledger.people[self.organisation.id, name] = mark
