"""`python -m tests.compose`: builds the images, brings the network up, runs the demo, kills a container, takes it down.

Exit code 0 when all holds, or where no Docker engine can be had (the last line says "not run"); else 1.
"""

import argparse
import signal
import sys
from pathlib import Path

from tests.compose.errors import NotRun, Wrong
from tests.compose.run import run
from tests.compose.wish import Wish

TERMINATED = 143


def main(arguments: list[str]) -> int:
    """Exit code 0 unless something failed."""
    wish = Wish(**{name: value for name, value in vars(_parser().parse_args(arguments)).items() if value is not None})
    # So that `timeout` leaves nothing behind either.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        run(wish)
    except NotRun as why:
        print(f"not run: {why}")
    except Wrong as wrong:
        print(f"FAILED: {wrong}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.compose", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="after the demo, leave the network up until Ctrl-C")
    parser.add_argument(
        "--install", action="store_true", help="as root, have apt-get bring docker.io and debootstrap where they lack"
    )
    parser.add_argument("--short", action="store_true", help="without the integration tests on testcontainers")
    parser.add_argument(
        "--within", type=float, metavar="SECONDS", help="leave the integration tests out when they would end later"
    )
    parser.add_argument("--people", type=int, help="in the demo, at least 150 (400)")
    parser.add_argument("--json", dest="json_to", type=Path, help="where the figures are written (build/compose.json)")
    parser.add_argument("--directory", type=Path, help="what an engine that is started here keeps (.local/compose)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
