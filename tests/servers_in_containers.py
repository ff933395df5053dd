"""The servers of a session in containers, by testcontainers: `SERVERS=containers`. Images are those of compose.

They are given servers, as ones that an environment names: no test can kill them.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import yaml
from pymongo import MongoClient
from pymongo.errors import PyMongoError

from deploy.local.apache.coordinator import has_coordinator
from deploy.local.apache.server import CLUSTER
from deploy.local.mongo import LONGEST_TRANSACTION, REPLICA_SET
from deploy.local.ports import LOOPBACK, free_port
from deploy.local.servers import KAFKA, MONGO, REDIS

VARIABLE, CONTAINERS = "SERVERS", "containers"
COMPOSE = Path(__file__).parents[1] / "docker-compose.yml"
PATIENCE = 120.0
MONGO_PORT = 27017


@contextmanager
def servers_in_containers() -> Iterator[dict[str, str]]:
    """Their addresses, by the variables that name them. Raises what testcontainers raises without an engine."""
    # It would be pulled from a registry; here every container ends in its `with`.
    os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")
    images = {name: service["image"] for name, service in yaml.safe_load(COMPOSE.read_text())["services"].items()}
    with ExitStack() as stack:
        yield {
            MONGO: stack.enter_context(_mongo(images["mongo"])),
            KAFKA: stack.enter_context(_kafka(images["kafka"])),
            REDIS: stack.enter_context(_valkey(images["valkey"])),
        }


@contextmanager
def _mongo(image: str) -> Iterator[str]:
    from testcontainers.community.mongodb import MongoDbContainer

    class ReplicaSet(MongoDbContainer):
        """Without the account that would make it ask for a file of keys."""

        def _configure(self) -> None:
            pass

    # Members know each other by one address: it has to lead there from inside and from outside.
    port = free_port()
    options = [f"--replSet={REPLICA_SET}", "--bind_ip_all", f"--port={port}"]
    options.append(f"--setParameter=transactionLifetimeLimitSeconds={LONGEST_TRANSACTION}")
    with ReplicaSet(image, port=port).with_bind_ports(port, port).with_command(options):
        _found(port)
        yield f"mongodb://{LOOPBACK}:{port}/?replicaSet={REPLICA_SET}"


def _found(port: int) -> None:
    members = [{"_id": 0, "host": f"{LOOPBACK}:{port}"}]
    with MongoClient[dict[str, Any]](LOOPBACK, port, directConnection=True) as client:
        client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": members})
        _until(lambda: bool(client.admin.command("hello")["isWritablePrimary"]), "MongoDB never became primary")


@contextmanager
def _kafka(image: str) -> Iterator[str]:
    """Apache's own image: testcontainers' class is for another one."""
    from testcontainers.core.container import DockerContainer

    port = free_port()
    told = {
        "CLUSTER_ID": CLUSTER,
        "KAFKA_NODE_ID": "1",
        "KAFKA_PROCESS_ROLES": "broker,controller",
        "KAFKA_LISTENERS": f"CLIENTS://:{port},CONTROLLER://:9093",
        "KAFKA_ADVERTISED_LISTENERS": f"CLIENTS://{LOOPBACK}:{port}",
        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP": "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "KAFKA_INTER_BROKER_LISTENER_NAME": "CLIENTS",
        "KAFKA_CONTROLLER_LISTENER_NAMES": "CONTROLLER",
        "KAFKA_CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
        "KAFKA_LOG_DIRS": "/var/lib/kafka/data",
        "KAFKA_AUTO_CREATE_TOPICS_ENABLE": "false",
        "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
        "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
        "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR": "1",
        "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
        # A replica that was killed is missed soon; by default a session lasts six seconds at least.
        "KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS": "1000",
    }
    with DockerContainer(image).with_bind_ports(port, port).with_envs(**told):
        _until(lambda: has_coordinator(port), "no consumer could ever join a group of Kafka")
        yield f"{LOOPBACK}:{port}"


@contextmanager
def _valkey(image: str) -> Iterator[str]:
    from testcontainers.community.valkey import ValkeyContainer

    with ValkeyContainer(image) as container:
        yield f"redis://{LOOPBACK}:{container.get_exposed_port()}/0"


def _until(holds: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _held(holds):
        if time.monotonic() > deadline:
            raise TimeoutError(otherwise)
        time.sleep(0.1)


def _held(holds: Callable[[], bool]) -> bool:
    try:
        return holds()
    except PyMongoError:  # a node that changes its state closes its connections
        return False
