"""Writes the sums of the jars anew, after a change of the pom: `make lock-kafka`."""

import sys
import tempfile
from pathlib import Path

from deploy.local.apache.jars import SUMS, fetch, sum_of


def renew(sums: Path = SUMS) -> int:
    """Fetch what the pom names, and believe it. Gives the number of jars."""
    with tempfile.TemporaryDirectory() as directory:
        fetch(Path(directory))
        jars = sorted(Path(directory).iterdir())
        sums.write_text("".join(f"{sum_of(jar)}  {jar.name}\n" for jar in jars))
    return len(jars)


if __name__ == "__main__":
    sys.stdout.write(f"{renew()} sums are in {SUMS}\n")
