"""What is fetched once for all processes that need it."""

import fcntl
from collections.abc import Callable
from pathlib import Path


def once(cache: Path, lacks: Callable[[], object], fetch: Callable[[], object]) -> None:
    """Fetch what the cache lacks, if it does: of two that begin at once the second one waits, and finds it there."""
    if not lacks():
        return
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if lacks():
            fetch()
