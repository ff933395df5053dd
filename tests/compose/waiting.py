"""Waiting for what must come."""

import time
from collections.abc import Callable

from tests.compose.errors import Wrong


def until(holds: Callable[[], bool], within: float, otherwise: str) -> None:
    """Look once a second until it holds. Raises Wrong, saying `otherwise`, when so many seconds are over."""
    deadline = time.monotonic() + within
    while not holds():
        if time.monotonic() > deadline:
            raise Wrong(otherwise)
        time.sleep(1.0)
