"""Old events read by new code: a chain of small steps from one major version to the next."""

from collections.abc import Callable
from typing import Any

Upcast = Callable[[dict[str, Any]], dict[str, Any]]


class Upcasters:
    """Steps from an old type to its successor. A body is lifted until its type is one that is known."""

    def __init__(self) -> None:
        self._steps: dict[str, tuple[str, Upcast]] = {}

    def register(self, old_type: str, new_type: str, step: Upcast) -> None:
        """Add a step. Raises ValueError if the old type has one already, or if the steps would go in a circle."""
        if old_type in self._steps:
            raise ValueError(f"{old_type} already has an upcaster")
        if old_type in self._path_from(new_type):
            raise ValueError(f"{new_type} already leads to {old_type}")
        self._steps[old_type] = (new_type, step)

    def __contains__(self, type_name: str) -> bool:
        return type_name in self._steps

    def lift(self, type_name: str, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """The newest type and body that the steps lead to."""
        while type_name in self._steps:
            type_name, step = self._steps[type_name]
            body = step(body)
        return type_name, body

    def _path_from(self, type_name: str) -> list[str]:
        path = [type_name]
        while path[-1] in self._steps:
            path.append(self._steps[path[-1]][0])
        return path


UPCASTERS = Upcasters()
