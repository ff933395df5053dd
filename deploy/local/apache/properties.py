"""What the broker is told: one node that is broker and controller, for one machine's tests and demos."""

from pathlib import Path

from deploy.local.ports import LOOPBACK


def server_properties(port: int, controller_port: int, data: Path) -> str:
    """The text of its server.properties."""
    told = {**_node(port, controller_port, data), **SMALL}
    return "".join(f"{name}={value}\n" for name, value in told.items())


def _node(port: int, controller_port: int, data: Path) -> dict[str, str]:
    clients, controller = f"CLIENTS://{LOOPBACK}:{port}", f"CONTROLLER://{LOOPBACK}:{controller_port}"
    return {
        "process.roles": "broker,controller",
        "node.id": "1",
        # Not kept with the data, as dynamic voters are: the next run may have another port.
        "controller.quorum.voters": f"1@{LOOPBACK}:{controller_port}",
        "listeners": f"{clients},{controller}",
        "advertised.listeners": clients,
        "listener.security.protocol.map": "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name": "CLIENTS",
        "controller.listener.names": "CONTROLLER",
        "log.dirs": str(data.resolve()),
    }


SMALL = {
    "auto.create.topics.enable": "false",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "4",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "group.initial.rebalance.delay.ms": "0",
    # A replica that was killed is missed soon; by default a session lasts six seconds at least.
    "group.min.session.timeout.ms": "1000",
}
