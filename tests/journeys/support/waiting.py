"""Waiting for what must come: by looking, never by sleeping for a time that is hoped to be enough."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LOOK_AGAIN = 0.03


def eventually(question: Callable[[], T | None], seconds: float = 60) -> T:
    """The first answer that is true. Fails with the last one if none comes in time."""
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < deadline, f"not so within {seconds:g} s: {question!r} says {answer!r}"
        time.sleep(LOOK_AGAIN)
    return answer
