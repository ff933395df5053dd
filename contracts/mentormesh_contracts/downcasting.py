"""New events for old readers: an event written as its type of an earlier major version."""

import json
from collections.abc import Callable, Collection
from typing import Any

from mentormesh_contracts.fact import Event

Downcast = Callable[[dict[str, Any]], dict[str, Any]]


class Downcasters:
    """Steps from a type to the one before it. What an earlier type cannot say is left out."""

    def __init__(self) -> None:
        self._steps: dict[type[Event], tuple[str, Downcast]] = {}

    def register(self, event: type[Event], old_type: str, step: Downcast) -> None:
        """Add a step. Raises ValueError if the type has one already."""
        if event in self._steps:
            raise ValueError(f"{event.TYPE} already has a downcaster")
        self._steps[event] = (old_type, step)

    @property
    def old_types(self) -> frozenset[str]:
        """Types that can still be written."""
        return frozenset(old_type for old_type, _ in self._steps.values())

    def written(self, event: Event, wanted: Collection[str]) -> tuple[str, bytes]:
        """The type and the body to publish: of the earlier version, if its type is among those wanted."""
        body: bytes = event.__pydantic_serializer__.to_json(event)
        old_type, step = self._steps.get(type(event), ("", dict))
        if old_type not in wanted:
            return event.TYPE, body
        return old_type, json.dumps(step(json.loads(body)), separators=(",", ":"), ensure_ascii=False).encode()


DOWNCASTERS = Downcasters()
