"""The demo in a network that is up."""

import os
import subprocess
import sys
from pathlib import Path

from deploy.sample.generate import write as write_rosters
from tests.journeys.support.network import Network

SERVICES = ("partners", "profile", "matching", "scheduling", "feedback")


def demonstrate(network: Network, directory: Path, people: int) -> None:
    """Run it to its end, against every replica. Raises AssertionError if it does not end well."""
    write_rosters(directory / "rosters", people)
    urls = [replica.url for replica in network.replicas]
    at = [part for url in urls for service in SERVICES for part in ("--at", f"{service}={url}")]
    places = {"--rosters": "rosters", "--directory": "demo", "--json-to": "demo.json"}
    options = [part for name, place in places.items() for part in (name, str(directory / place))]
    ended = subprocess.run(
        [sys.executable, "-m", "cli.main", "demo", *at, *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **network.environment},
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
