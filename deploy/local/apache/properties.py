"""What the broker is told: one node that is broker and controller, for one machine's tests and demos."""

from pathlib import Path


def server_properties(address: str, told: str, controller: str, data: Path) -> str:
    """The text of its server.properties: `address` is where it listens, `told` what it tells its clients."""
    properties = {**_node(address, told, controller, data), **SMALL}
    return "".join(f"{name}={value}\n" for name, value in properties.items())


def _node(address: str, told: str, controller: str, data: Path) -> dict[str, str]:
    return {
        "process.roles": "broker,controller",
        "node.id": "1",
        # Not kept with the data, as dynamic voters are: the next run may have another port.
        "controller.quorum.voters": f"1@{controller}",
        "listeners": f"CLIENTS://{address},CONTROLLER://{controller}",
        "advertised.listeners": f"CLIENTS://{told}",
        "listener.security.protocol.map": "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name": "CLIENTS",
        "controller.listener.names": "CONTROLLER",
        "log.dirs": str(data),
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
    # After a kill -9 it may not register before its last session is over.
    "broker.session.timeout.ms": "3000",
    "broker.heartbeat.interval.ms": "500",
    # A replica that was killed is missed soon; by default a session lasts six seconds at least.
    "group.min.session.timeout.ms": "1000",
}
