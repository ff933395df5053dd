"""Ids of one test's own, so that tests can share a running service."""

import uuid


class FreshIds:
    """`ids.ada` is the same each time, and another one in another test."""

    def __init__(self) -> None:
        self._ending = uuid.uuid4().hex[:12]

    def __getattr__(self, name: str) -> str:
        return f"{name}-{self._ending}"

    def of(self, *paths: str) -> list[str]:
        """Paths such as `north/ada`, every part of them made one of this test's own."""
        return ["/".join(getattr(self, part) for part in path.split("/")) for path in paths]

    def many(self, name: str, number: int) -> list[str]:
        """So many, numbered from 0."""
        return [f"{name}{each}-{self._ending}" for each in range(number)]
