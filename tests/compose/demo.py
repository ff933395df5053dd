"""The demo against the network, while a container dies under it."""

import json
import os
import signal
import subprocess
import sys
import time
from typing import Any

from deploy.local.ports import LOOPBACK
from deploy.sample.generate import write as write_rosters
from tests.compose.errors import Wrong
from tests.compose.network import Network
from tests.compose.waiting import until
from tests.compose.wish import ROOT, Wish

VICTIM = "scheduling"
DIES_AFTER = "People enrol"
"""The phase of the demo. In the next ones mentorships are made, which it has to hear of when it is back."""
BACK_WITHIN = 120.0
LINES = 20


def run_demo(network: Network, wish: Wish) -> dict[str, Any]:
    """Its figures; the victim is killed in the middle. Raises Wrong if anything does not hold at the end."""
    directory = ROOT / ".local" / "compose-demo"
    figures, rosters = directory / "demo.json", directory / "rosters"
    write_rosters(rosters, wish.people)
    places = ["--rosters", str(rosters), "--directory", str(directory), "--json-to", str(figures)]
    said: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", "cli.main", "demo", *_at(network), *places],
        cwd=ROOT,
        env={**os.environ, **_told(network), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as demo:
        assert demo.stdout is not None
        for line in demo.stdout:
            said.append(line.rstrip())
            if DIES_AFTER in line:
                kill(network, VICTIM)
    if demo.returncode:
        raise Wrong("the demo ended with {}:\n{}".format(demo.returncode, "\n".join(said[-LINES:])))
    told: dict[str, Any] = json.loads(figures.read_text())
    return told


def _at(network: Network) -> list[str]:
    return [part for service, url in network.addresses() for part in ("--at", f"{service}={url}")]


def _told(network: Network) -> dict[str, str]:
    return {
        "MENTORMESH_KAFKA_URL": f"{LOOPBACK}:{network.port('kafka')}",
        "MENTORMESH_SIGNING_KEY": network.told["MENTORMESH_SIGNING_KEY"],
    }


def kill(network: Network, service: str) -> None:
    """As a crash would: what `docker kill` has ended stays down, since somebody wanted it so."""
    state = _inspected(network, service)["State"]
    os.kill(state["Pid"], signal.SIGKILL)


def back(network: Network, service: str) -> float:
    """Wait until it was started again and is healthy; gives the seconds. Raises Wrong."""
    begun = time.monotonic()
    otherwise = f"{service} did not come back after it was killed"
    until(lambda: _is_back(_inspected(network, service)), BACK_WITHIN, otherwise)
    return time.monotonic() - begun


def _is_back(container: dict[str, Any]) -> bool:
    state = container["State"]
    return bool(container["RestartCount"]) and state["Running"] is True and state["Health"]["Status"] == "healthy"


def _inspected(network: Network, service: str) -> dict[str, Any]:
    found = network.docker.inspect(network.container(service))
    if found is None:
        raise Wrong(f"there is no container of {service}")
    return found
