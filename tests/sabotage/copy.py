"""A copy of the source that can be broken and mended."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sabotage.sabotage import CHASSIS, Sabotage

ROOT = Path(__file__).parents[2]
FOLDERS = ("cli", "contracts", "deploy", "services", "tests")
LEFT_OUT = shutil.ignore_patterns("sabotage")
LONGEST = 600
"""Seconds for the tests of one sabotage."""
GREEN, RED = 0, 1
"""How pytest ends: everything passed, or some test failed. Anything else says that the tests did not run."""


class Copy:
    """The project's folders below a directory; tests that run there import what lies there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.rmtree(root, ignore_errors=True)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, root / name, ignore=LEFT_OUT)
        shutil.copy(ROOT / "pyproject.toml", root)

    @contextmanager
    def broken(self, sabotage: Sabotage) -> Iterator[None]:
        """Broken while the `with` lasts. Raises SabotageMissed."""
        path = self.root / CHASSIS / sabotage.file
        whole, broken = path.read_text(), sabotage.broken(self.root)
        path.write_text(broken)
        try:
            yield
        finally:
            path.write_text(whole)

    def run(self, selected: str, log: Path) -> int:
        """pytest's exit code; LONGEST without an end counts as red, since nothing came to rest."""
        words = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *selected.split()]
        environment = os.environ | {
            "PYTHONPATH": f"{self.root}:{self.root / 'contracts'}",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        with log.open("w") as said:
            try:
                done = subprocess.run(
                    words, cwd=self.root, env=environment, stdout=said, stderr=said, timeout=LONGEST, check=False
                )
            except subprocess.TimeoutExpired:
                return RED
        return done.returncode
