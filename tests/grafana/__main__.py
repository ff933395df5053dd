"""`python -m tests.grafana`: draw the dashboards anew for the documentation, from a network that lives before them.

Needs Node, and Chromium or a Debian to take it from. Takes some minutes.
"""

import argparse
import tempfile
import time
from pathlib import Path

from deploy.local import start_servers
from deploy.monitoring.alerts import rule_files
from deploy.monitoring.boards import BOARDS
from tests.grafana.drawing import Drawing
from tests.grafana.packages import PackagesNotAvailable
from tests.journeys.support.demo import demonstrate
from tests.journeys.support.network import Network
from tests.journeys.support.prometheus import Prometheus

PICTURES = Path("docs/dashboards")
LATER = 20
"""Seconds: every measure is looked up once more."""


def main() -> int:
    """Exit code 2 if there is no Node."""
    parser = argparse.ArgumentParser(prog="python -m tests.grafana", description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=PICTURES, help="where the pictures are put (default: %(default)s)")
    parser.add_argument("--people", type=int, default=1280, help="how large the network is (default: %(default)s)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder)
        try:
            drawing = Drawing(directory)
        except PackagesNotAvailable as missing:
            print(missing)
            return 2
        with (
            start_servers(directory / "servers") as servers,
            Network(servers, "drawn", directory).running(2) as network,
        ):
            targets = {replica.url: "all" for replica in network.replicas}
            with Prometheus(directory, targets, rule_files()) as prometheus:
                _draw(network, prometheus, drawing, directory, arguments)
    return 0


def _draw(
    network: Network, prometheus: Prometheus, drawing: Drawing, directory: Path, arguments: argparse.Namespace
) -> None:
    began = time.monotonic()
    print("the demo lives in the network", flush=True)
    demonstrate(network, directory, arguments.people)
    time.sleep(LATER)
    largest = max(prometheus.ask("mentormesh_organisation_mentees_enrolled"), key=lambda series: series.value)
    chosen = {"service": "matching", "organisation": largest.labels["organisation"]}
    for board in BOARDS:
        picture = arguments.to / f"{board.uid.removeprefix('mentormesh-')}.png"
        drawing.draw(board, prometheus, chosen, time.monotonic() - began, picture)
        print(f"{picture}: {picture.stat().st_size // 1000} kB", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
