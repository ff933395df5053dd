"""Compiles every kernel of the engine ahead of time: `python -m services.matching.engine.warm`.

What is compiled is kept beside the code, or in NUMBA_CACHE_DIR, and no process compiles it again: a minute once for
each machine, and a second from then on. Two processes share the work.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context

import numpy as np

from services.matching.engine import tiny

ENGINE = "services.matching.engine"
PARTS: Sequence[Sequence[str]] = (("scoring", "assignment", "cycle"), ("groups", "ranking", "peers"))
"""By process: rooms, and a cycle once those are compiled that it needs."""
Tell = Callable[[str], None]


def warm(rooms: Sequence[str], tell: Tell = lambda _: None) -> None:
    """Run all that these rooms compile on a handful of people, one room after another."""
    for room in rooms:
        begun = time.perf_counter()
        _WAYS[room]()
        tell(f"{room} compiled in {time.perf_counter() - begun:.1f} s")


def _room(module: str) -> Callable[[], None]:
    def run() -> None:
        import_module(f"{ENGINE}.{module}").warm()

    return run


def _cycle() -> None:
    """A whole cycle for each objective: with a quota, without one, and with one that binds."""
    from services.matching.engine.cycle import match, would_rather
    from services.matching.engine.matching import Objective

    people, relations, rules, capacity = tiny.people(3), tiny.relations(3), tiny.rules(), np.ones(3, np.int64)
    asked = (people, people, relations, rules)
    for objective in Objective:
        for quotas in (None, tiny.quotas(3, 1), tiny.quotas(3, 3)):
            found = match(*asked, capacity, quotas, objective=objective)
            would_rather(found, *asked, capacity)


_WAYS: Mapping[str, Callable[[], None]] = {
    "scoring": _room("scoring"),
    "assignment": _room("assignment"),
    "cycle": _cycle,
    "groups": _room("groups"),
    "ranking": _room("ranking.best"),
    "peers": _room("peers"),
}


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Everything, by two processes. Raises what a room raises."""
    with ProcessPoolExecutor(len(PARTS), get_context("spawn")) as pool:
        for done in [pool.submit(warm, rooms, _print) for rooms in PARTS]:
            done.result()


if __name__ == "__main__":
    main()
