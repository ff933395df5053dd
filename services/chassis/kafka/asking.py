"""No client of ours makes a topic by asking for it: a broker would make it with any number of partitions."""

from typing import Any

import aiokafka.admin.client
import aiokafka.client
from aiokafka.protocol.metadata import MetadataRequest


class AskOnly(MetadataRequest):  # type: ignore[misc]
    """Where the topics are, and nothing else."""

    def __init__(self, topics: Any = None, allow_auto_topic_creation: bool = False) -> None:
        super().__init__(topics, allow_auto_topic_creation)


def ask_without_creating() -> None:
    """Let every client of this process ask so: aiokafka has no setting for it, and asks to create by default."""
    for module in (aiokafka.client, aiokafka.admin.client):
        module.MetadataRequest = AskOnly
