"""`python -m tests.bench.runtime`: records a second through the handlers that `serve` registers, beside their limits.

Writes build/bench/runtime.json after every case. Rates are events a second, ratios are of one run on the same servers.
KAFKA=apache measures on Apache Kafka. The million takes minutes and is an option.
"""

import argparse
import logging
import time
from pathlib import Path

import uvloop

from deploy.local import start_servers
from services.chassis.observability.logs import configure_logs
from tests.bench.options import Case, chosen, line, parser_for, target_of
from tests.bench.runtime.catalogue import CASES, Measure
from tests.bench.runtime.results import Results
from tests.bench.runtime.run import Run


def main() -> None:
    """Measure the cases and print a table."""
    arguments = _arguments()
    configure_logs("bench", "WARNING")
    # Sixteen consumers that start at once are rebalanced many times; that is no news here.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    with start_servers(Path(".local/bench")) as servers:
        size = 20 if arguments.quick else 1
        run = Run(servers, arguments.events // size, arguments.aggregates // size, arguments.quick, line)
        results = Results.begin(target_of(arguments), run, afresh=not arguments.only)
        for case in chosen(CASES, arguments.only, optional=arguments.million):
            _measure(case, run, results)
    results.show()
    print(f"written to {results.target}")


def _measure(case: Case[Measure], run: Run, results: Results) -> None:
    run.say(f"{case.name}: {case.about}")
    begun = time.monotonic()
    figures = uvloop.run(case.measure(run))
    measured = {"broker": run.broker(), "took_s": round(time.monotonic() - begun)}
    results.keep(case.name, {"measured": measured, **figures})


def _arguments() -> argparse.Namespace:
    parser = parser_for("runtime", __doc__, CASES)
    parser.add_argument("--million", action="store_true", help="the million aggregates as well")
    parser.add_argument("--events", type=int, default=20_000, help="timed events a round (default 20000)")
    parser.add_argument("--aggregates", type=int, default=10_000, help="aggregates that they are about (default 10000)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
