"""`python -m tests.bench.operations`: what operating the services costs, and how they grow.

Writes build/bench/operations.json after every case: how soon a service is ready, what a scrape and what the metrics
themselves cost, one, two and four replicas that each have the same share of a core, and what everything takes on disk
and of the processors, which `mentormesh sizing` reckons with. KAFKA=apache takes Apache Kafka.
"""

import asyncio
import logging
from pathlib import Path

import uvloop

from deploy.local import start_servers
from services.chassis.observability.logs import configure_logs
from tests.bench.api.ground import broker_of
from tests.bench.api.run import Run
from tests.bench.machine import machine
from tests.bench.operations.catalogue import CASES, Measure
from tests.bench.operations.results import Results
from tests.bench.options import Case, chosen, parser_for, target_of


def main() -> None:
    """Run the cases and print a table."""
    parser = parser_for("operations", __doc__, CASES)
    parser.add_argument("--seed", type=int, default=1, help="of the load (default 1)")
    arguments = parser.parse_args()
    configure_logs("bench", "ERROR")
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    directory = Path(".local/bench-operations")
    with start_servers(directory) as servers:
        run = Run(servers, directory, arguments.quick, arguments.seed)
        head = {"broker": broker_of(servers), "quick": run.quick, "seed": run.seed, **machine()}
        results = Results(target_of(arguments), head)
        if arguments.only:
            results.take_over()
        for case in chosen(CASES, arguments.only):
            _measure(case, run, results)
    results.show()
    print(f"written to {results.target}")


def _measure(case: Case[Measure], run: Run, results: Results) -> None:
    run.say(f"{case.name}: {case.about}")
    try:
        results.keep(case.name, uvloop.run(case.measure(run)))
    except (Exception, asyncio.CancelledError) as trouble:  # The others are measured all the same.
        run.say(f"{case.name} failed: {trouble!r}")
        results.fail(case.name, trouble)


if __name__ == "__main__":
    main()
