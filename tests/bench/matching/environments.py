"""An environment of its own for each peer, from committed pins with hashes.

`python -m tests.bench.matching.environments` makes them all; with `--lock` it resolves the pins anew.
"""

import argparse
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

PINS = Path(__file__).parent / "peers"
ENVIRONMENTS = Path("build/bench/environments")
UV = Path(sys.prefix) / "bin" / "uv"
PYTHON_VERSION = "3.11"
PEERS: Mapping[str, tuple[str, ...]] = {
    "ortools": ("ortools", "numpy"),
    "scipy": ("scipy", "numpy"),
    "rustworkx": ("rustworkx", "numpy"),
    "highspy": ("highspy", "numpy"),
    "mentor-match": ("mentor-match", "numpy"),
}
"""What each environment holds; which versions, say the pins."""


def pins(peer: str) -> Path:
    """The file with its versions and their hashes."""
    return PINS / f"{peer}.txt"


def environment(peer: str) -> Path:
    """The interpreter of the peer's environment, made if it is not there or its pins are newer."""
    home = ENVIRONMENTS / peer
    ready = home / ".ready"
    if not ready.exists() or ready.stat().st_mtime < pins(peer).stat().st_mtime:
        _uv("venv", "--quiet", "--allow-existing", "--python", sys.executable, str(home))
        _uv("pip", "sync", "--quiet", "--require-hashes", "--python", str(home / "bin/python"), str(pins(peer)))
        ready.touch()
    return home / "bin" / "python"


def lock(peer: str) -> None:
    """Resolve the newest versions into the pins."""
    options = ("--quiet", "--universal", "--python-version", PYTHON_VERSION, "--generate-hashes", "--no-header")
    _uv("pip", "compile", *options, "--no-annotate", "-", "-o", str(pins(peer)), given="\n".join(PEERS[peer]))


def _uv(*arguments: str, given: str | None = None) -> None:
    subprocess.run([UV, *arguments], input=given, text=True, check=True, stdout=subprocess.DEVNULL)


def main(words: Sequence[str] | None = None) -> None:
    """Make what is missing."""
    parser = argparse.ArgumentParser(prog="tests.bench.matching.environments", description=__doc__)
    parser.add_argument("--lock", action="store_true", help="resolve the pins anew before")
    again = parser.parse_args(words).lock
    for peer in PEERS:
        if again:
            lock(peer)
        print(f"{peer}: {environment(peer)}", flush=True)


if __name__ == "__main__":
    main()
