"""What a local broker is to whoever uses it, whichever it is."""

from abc import ABC
from typing import ClassVar

from deploy.local.ports import LOOPBACK
from deploy.local.server import LocalServer


class KafkaServer(LocalServer, ABC):
    """A broker that speaks Kafka's protocol, without passwords."""

    name: ClassVar[str] = "kafka"

    @property
    def url(self) -> str:
        return f"{LOOPBACK}:{self.port}"
