"""Where the servers of one test run keep their logs and data: several runs may share a checkout."""

import os
import shutil
from pathlib import Path

LOCAL = Path(__file__).parents[1] / ".local"


def run_directory() -> Path:
    """This process's own directory."""
    return LOCAL / f"tests-{os.getpid()}"


def remove_leftovers() -> None:
    """Remove what runs that were killed have left behind."""
    for directory in LOCAL.glob("tests-*"):
        if not Path(f"/proc/{directory.name.removeprefix('tests-')}").exists():
            shutil.rmtree(directory, ignore_errors=True)
