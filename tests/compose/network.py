"""docker-compose.yml, brought up as an operator does, and taken down with all that it kept."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.ports import LOOPBACK, free_port
from services.chassis.http.keys import new_signing_key, verifying_key_of
from tests.compose.bases import COMPOSE
from tests.compose.docker import Docker
from tests.compose.errors import Wrong
from tests.compose.stages import Stages

OVERRIDE = Path(__file__).with_name("override.yml")
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
        files = ("--project-name", PROJECT, "--file", str(COMPOSE), "--file", str(OVERRIDE))
        return self.docker.compose(*files, *arguments, told=self.told, within=within)

    def container(self, service: str) -> str:
        """The id of the only container of it."""
        return self.compose("ps", "--quiet", service).strip()


@contextmanager
def up(docker: Docker, stages: Stages, keep: bool = False) -> Iterator[tuple[Network, float]]:
    """The network, and the seconds until everything was healthy. Raises Wrong with what was said at last."""
    network = Network(docker, _variables())
    try:
        with stages.stage("up"):
            seconds = _brought_up(network)
        yield network, seconds
    finally:
        if keep:
            print(f"the network goes on: `docker compose --project-name {PROJECT} down --volumes` ends it")
        else:
            with stages.stage("down"):
                network.compose("down", "--volumes", "--timeout", "60")


def _brought_up(network: Network) -> float:
    begun = time.monotonic()
    try:
        network.compose("up", "--detach", "--wait", "--no-build", "--pull=never", "--wait-timeout", f"{UP_WITHIN:.0f}")
    except Wrong as wrong:
        raise Wrong(f"{wrong}\n{network.compose('logs', '--tail', str(LINES))}") from None
    return time.monotonic() - begun


def _variables() -> dict[str, str]:
    ports: dict[str, str] = {}
    while len(set(ports.values())) < len(PUBLISHED):
        ports = {f"{name.upper()}_PORT": str(free_port()) for name in PUBLISHED}
    key = new_signing_key()
    return {**ports, "MENTORMESH_SIGNING_KEY": key, "MENTORMESH_VERIFYING_KEYS": verifying_key_of(key)}
