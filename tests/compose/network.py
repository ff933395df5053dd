"""docker-compose.yml, brought up as an operator does, and taken down with all that it kept."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from deploy.local.ports import LOOPBACK, free_port
from services.chassis.http.keys import new_signing_key, verifying_key_of
from tests.compose.bases import COMPOSE
from tests.compose.docker import Docker
from tests.compose.errors import Wrong
from tests.compose.stages import Stages

HERE = Path(__file__).parent
SANDBOX, BEFORE_25 = HERE / "override.yml", HERE / "before_25.yml"
LOOKS_OFTEN_AT_FIRST = 25
"""The first version of the engine that knows `start_interval`."""
PROJECT = "mentormesh-compose-test"
PUBLISHED = (
    "partners",
    "profile",
    "matching",
    "scheduling",
    "feedback",
    "worker",
    "kafka",
    "mongo",
    "valkey",
    "prometheus",
)
SERVICE_OF = {name: name for name in PUBLISHED[:5]} | {"worker": "matching"}
UP_WITHIN = 300.0
LINES = 15


@dataclass(frozen=True)
class Network:
    """A network that is up."""

    docker: Docker
    told: dict[str, str]
    """The variables of docker-compose.yml."""

    def port(self, name: str) -> int:
        """Where it is published, on loopback."""
        return int(self.told[f"{name.upper()}_PORT"])

    def addresses(self) -> list[tuple[str, str]]:
        """Each process of the services with its URL."""
        return [(service, f"http://{LOOPBACK}:{self.port(name)}") for name, service in SERVICE_OF.items()]

    def compose(self, *arguments: str, within: float = UP_WITHIN) -> str:
        """What `docker-compose` says of it. Raises Wrong."""
        files = [COMPOSE, SANDBOX, *([BEFORE_25] if self.docker.version < LOOKS_OFTEN_AT_FIRST else [])]
        named = [part for file in files for part in ("--file", str(file))]
        return self.docker.compose("--project-name", PROJECT, *named, *arguments, told=self.told, within=within)

    def container(self, service: str) -> str:
        """The id of the only container of it."""
        return self.compose("ps", "--quiet", service).strip()


@contextmanager
def up(docker: Docker, stages: Stages) -> Iterator[tuple[Network, float]]:
    """The network, and the seconds until everything was healthy. Raises Wrong with what was said at last."""
    network = Network(docker, _variables())
    try:
        with stages.stage("up") as stage:
            seconds = _brought_up(network)
            stage.say("everything is healthy")
        yield network, seconds
    finally:
        with stages.stage("down") as stage:
            network.compose("down", "--volumes", "--timeout", "60")
            stage.say("with its volumes")


def _brought_up(network: Network) -> float:
    begun = time.monotonic()
    try:
        network.compose("up", "--detach", "--wait", "--no-build", "--pull=never", "--wait-timeout", f"{UP_WITHIN:.0f}")
        took = time.monotonic() - begun
        if wrong := _looked_at(network):
            raise Wrong("; ".join(wrong))
    except Wrong as why:
        raise Wrong(f"{why}\n{network.compose('logs', '--tail', str(LINES))}") from None
    return took


def _looked_at(network: Network) -> list[str]:
    """Compose may end well though not all is: its word is not taken for it."""
    wanted = network.compose("config", "--services").split()
    lines = network.compose("ps", "--all", "--format", "json").splitlines()
    return unwell(set(wanted), [json.loads(line) for line in lines])


def unwell(wanted: set[str], found: list[dict[str, Any]]) -> list[str]:
    """Services that are not there or not as they have to be, from what `ps` says of each."""
    missing = [f"{name} is not there" for name in sorted(wanted - {each["Service"] for each in found})]
    return missing + [f"{each['Service']}: {each['Status']}" for each in found if not _is_well(each)]


def _is_well(container: dict[str, Any]) -> bool:
    if container["State"] == "exited":
        return bool(container["ExitCode"] == 0)
    return bool(container["Health"] == "healthy")


def _variables() -> dict[str, str]:
    ports: dict[str, str] = {}
    while len(set(ports.values())) < len(PUBLISHED):
        ports = {f"{name.upper()}_PORT": str(free_port()) for name in PUBLISHED}
    key = new_signing_key()
    keys = {"MENTORMESH_SIGNING_KEY": key, "MENTORMESH_VERIFYING_KEYS": verifying_key_of(key)}
    return {**ports, **keys, "MENTORMESH_METRICS_TOKENS": token_hex()}
