"""One run a directory."""

import fcntl
from pathlib import Path
from typing import IO

from deploy.local.errors import DirectoryInUse


def claim(directory: Path) -> IO[str]:
    """Hold the directory until the file that is returned is closed, or this process dies."""
    directory.mkdir(parents=True, exist_ok=True)
    lock = (directory / ".in-use").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise DirectoryInUse(directory) from None
    return lock
