"""Many requests in the same moment."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

T = TypeVar("T")


def at_once(calls: Iterable[Callable[[], T]]) -> list[T]:
    """What each gives, in order. All of them are ready before the first begins."""
    ready = list(calls)
    gate = Barrier(len(ready))

    def begin(call: Callable[[], T]) -> T:
        gate.wait(timeout=30)
        return call()

    with ThreadPoolExecutor(len(ready)) as threads:
        return list(threads.map(begin, ready))
