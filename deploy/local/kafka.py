"""What a local broker is to whoever uses it, whichever it is."""

from abc import ABC
from pathlib import Path
from typing import ClassVar

from deploy.local.ports import LOOPBACK
from deploy.local.server import LocalServer


class KafkaServer(LocalServer, ABC):
    """A broker that speaks Kafka's protocol, without passwords."""

    name: ClassVar[str] = "kafka"
    broker: ClassVar[str]
    """Which one it is, for reports."""
    keeps_records: ClassVar[bool]
    """Whether a restart finds topics, records and offsets again."""

    def __init__(self, directory: Path, *, keep: bool = False) -> None:
        super().__init__(directory, keep=keep)
        self.told_port = 0
        """Where clients are told to come, when something stands between them and the broker; 0: straight to it."""

    @property
    def url(self) -> str:
        return f"{LOOPBACK}:{self.port}"

    @property
    def told(self) -> str:
        """The address that it tells its clients."""
        return f"{LOOPBACK}:{self.told_port or self.port}"
