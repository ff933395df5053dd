"""`python -m tests.bench.operations`: what operating the services costs, and how they grow.

Writes build/bench/operations.json after every case: how soon a service is ready, what a scrape and what the metrics
themselves cost, one, two and four replicas that each have the same share of a core, and what everything takes on disk
and of the processors, which `mentormesh sizing` reckons with. KAFKA=apache takes Apache Kafka.
"""

import logging
from pathlib import Path

from deploy.local import start_servers
from services.chassis.observability.logs import configure_logs
from tests.bench.api.ground import broker_of
from tests.bench.api.measuring import measure
from tests.bench.api.run import Run
from tests.bench.machine import machine
from tests.bench.operations.catalogue import CASES
from tests.bench.operations.results import Results
from tests.bench.options import chosen, parser_for, target_of


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
            measure(case, run, results)
    results.show()
    print(f"written to {results.target}")


if __name__ == "__main__":
    main()
