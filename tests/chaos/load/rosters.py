"""Rosters: many people at once, and the same people again with something changed."""

from collections.abc import Callable
from typing import Any

import orjson

from tests.chaos.load.asked import Asked
from tests.chaos.load.world import Organisation, World

NDJSON = "application/x-ndjson"
Declare = Callable[[str, str], dict[str, Any]]


class Roster:
    """A slice of an organisation's people, told of again and again by one after another.

    An import has no key that would stop a copy of it that is still on its way: after one that was sent more than once
    others are told of instead, so that it cannot undo what was told later.
    """

    def __init__(self, organisation: Organisation, names: list[str], declare: Declare) -> None:
        self.organisation, self._slots, self._declare = organisation, names, declare
        self._generation = 0
        self._is_known = False

    async def send(self, world: World) -> None:
        """Everybody is registered, or changed: each is told of with a new mark, so that there is an event for each."""
        mark, names = world.mark(), self._names()
        lines = b"\n".join(orjson.dumps(self._declare(name, mark)) for name in names)
        kind = "person.changed" if self._is_known else "person.registered"
        answered = await world.ask(
            Asked(
                "import",
                self.organisation.key,
                "POST",
                "/v1/people/imports",
                content=(NDJSON, lines),
                counts=((kind, len(names)),),
            )
        )
        for name in names:
            world.ledger.people[self.organisation.id, name] = mark
        self._is_known = answered.attempts == 1
        if not self._is_known:
            self._generation += 1

    def _names(self) -> list[str]:
        return [f"{slot}-{self._generation}" for slot in self._slots] if self._generation else self._slots
