"""`python -m tests.bench.api`: the services behind HTTP, as processes of their own on real servers, under load.

Writes build/bench/api.json after every case. What it means: from a command's answer to its effect in another service's
database; events a second held for minutes, with the lag and the memory meanwhile; commands and reads a second beside
their usual ways. Load and services share the cores: what each took is told. KAFKA=apache takes Apache Kafka.
"""

import argparse
import logging
from pathlib import Path

from deploy.local import start_servers
from services.chassis.observability.logs import configure_logs
from tests.bench.api.cases import accepted, commands, reads, sustained
from tests.bench.api.ground import broker_of
from tests.bench.api.measuring import Measure, measure
from tests.bench.api.results import Results
from tests.bench.api.run import Run
from tests.bench.options import Case, chosen, parser_for, target_of

CASES: tuple[Case[Measure], ...] = (
    Case("accepted", "from a command's answer to its effect in another service", accepted.measure),
    Case("commands", "commands a second, in shared batches and one by one", commands.measure),
    Case("reads", "reads a second, beside a bare FastAPI route", reads.measure),
    Case("sustained", "500 events a second for five minutes: lag and memory", sustained.measure),
)


def main() -> None:
    """Run the cases and print a table."""
    arguments = _arguments()
    configure_logs("bench", "ERROR")
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    directory = Path(".local/bench-api")
    with start_servers(directory) as servers:
        run = Run(servers, directory, arguments.quick, arguments.seed)
        head = {"broker": broker_of(servers), "quick": run.quick, "seed": run.seed}
        results = Results(target_of(arguments), head)
        for case in chosen(CASES, arguments.only):
            measure(case, run, results)
    results.show()
    print(f"broker: {head['broker']}")
    print(f"written to {results.target}")


def _arguments() -> argparse.Namespace:
    parser = parser_for("api", __doc__, CASES)
    parser.add_argument("--seed", type=int, default=1, help="of the load (default 1)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
