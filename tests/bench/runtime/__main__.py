"""`python -m tests.bench.runtime`: records a second through the handlers that `serve` registers, beside their limits.

Writes build/bench/runtime.json after every part. Rates are events a second, ratios are of one run on the same servers.
KAFKA=apache measures on Apache Kafka. The million takes minutes and is an option.
"""

import argparse
import logging
import sys
import time
from pathlib import Path

import uvloop

from deploy.local import start_servers
from services.chassis.observability.logs import configure_logs
from tests.bench.runtime.parts import PARTS, Part
from tests.bench.runtime.results import Results
from tests.bench.runtime.run import Run


def main() -> None:
    """Measure the parts and print a table."""
    arguments = _arguments()
    configure_logs("bench", "WARNING")
    # Sixteen consumers that start at once are rebalanced many times; that is no news here.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    with start_servers(Path(".local/bench")) as servers:
        size = 20 if arguments.quick else 1
        run = Run(servers, arguments.events // size, arguments.aggregates // size, arguments.quick, _line)
        results = Results.begin(_target(arguments), run, afresh=not arguments.only)
        for part in _asked(arguments):
            _measure(part, run, results)
    results.show()
    print(f"written to {results.target}")


def _measure(part: Part, run: Run, results: Results) -> None:
    run.say(f"{part.name}: {part.about}")
    begun = time.monotonic()
    results.keep(part.name, uvloop.run(part.measure(run)), time.monotonic() - begun)


def _asked(arguments: argparse.Namespace) -> list[Part]:
    if arguments.only:
        return [part for part in PARTS if part.name in arguments.only]
    return [part for part in PARTS if arguments.million or not part.optional]


def _target(arguments: argparse.Namespace) -> Path:
    """A quick run's figures mean nothing, and take nobody's place."""
    target = Path(arguments.out)
    return target.with_stem(f"{target.stem}-quick") if arguments.quick else target


def _line(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench.runtime", description=__doc__)
    names = [part.name for part in PARTS]
    parser.add_argument(
        "--only",
        action="append",
        choices=names,
        metavar="PART",
        help=f"of {', '.join(names)}; others keep their figures",
    )
    parser.add_argument("--million", action="store_true", help="the million aggregates as well")
    parser.add_argument("--quick", action="store_true", help="a twentieth of the size, to see that all works")
    parser.add_argument("--events", type=int, default=20_000, help="timed events a round (default 20000)")
    parser.add_argument("--aggregates", type=int, default=10_000, help="aggregates that they are about (default 10000)")
    parser.add_argument("--out", default="build/bench/runtime.json", help="where the figures go")
    return parser.parse_args()


if __name__ == "__main__":
    main()
