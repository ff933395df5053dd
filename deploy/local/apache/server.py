"""Apache Kafka as a process on this machine."""

import shutil
import subprocess
import time
from pathlib import Path
from typing import ClassVar

from deploy.local.apache.coordinator import has_coordinator
from deploy.local.apache.jars import fetched_jars
from deploy.local.apache.java import find_java
from deploy.local.apache.properties import server_properties
from deploy.local.errors import ServerDidNotStart
from deploy.local.kafka import KafkaServer
from deploy.local.ports import LOOPBACK, free_port

CLUSTER = "bWVudG9ybWVzaC1sb2NhbA"
HEAP = "512m"
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""It begins in half the time: what it compiles best, it compiles when a test is over long since."""


class ApacheKafkaServer(KafkaServer):
    """A restart keeps everything that was acknowledged."""

    broker: ClassVar[str] = "apache"
    keeps_records: ClassVar[bool] = True
    patience: ClassVar[float] = 120.0
    settings: ClassVar[dict[str, str]] = {
        "MENTORMESH_KAFKA_IDEMPOTENCE": "true",
        "MENTORMESH_KAFKA_SESSION_TIMEOUT_MS": "6000",
        "MENTORMESH_KAFKA_HEARTBEAT_MS": "500",
    }

    def __init__(self, directory: Path, *, keep: bool = False) -> None:
        super().__init__(directory, keep=keep)
        self._controller_port = 0

    @property
    def ports(self) -> tuple[int, ...]:
        return (self.port, self._controller_port)

    def command(self) -> list[str]:
        return self._java(f"-Xmx{HEAP}", "kafka.Kafka", str(self._properties))

    def prepare(self) -> None:
        self._controller_port = _another_port(self.port)
        shutil.rmtree(self._temporary, ignore_errors=True)
        self._temporary.mkdir()
        told = server_properties(self.url, self.told, f"{LOOPBACK}:{self._controller_port}", self._records)
        self._properties.write_text(told)
        # It is the last file that formatting writes.
        if not (self._records / "meta.properties").exists():
            self._format()

    def settle(self) -> None:
        """Wait until consumers can join their groups: services that are started at once would complain."""
        deadline = time.monotonic() + self.patience
        while not has_coordinator(self.port):
            if self.pid is None or time.monotonic() > deadline:
                raise ServerDidNotStart(self.name, (), f"no group could ever be joined: see {self.log}")
            time.sleep(0.05)

    def _format(self) -> None:
        tool = ["kafka.tools.StorageTool", "format", "--cluster-id", CLUSTER, "--config", str(self._properties)]
        command = self._java(*tool)
        with self.log.open("ab") as log:
            ended = subprocess.run(command, stdout=log, stderr=log, check=False)
        if ended.returncode:
            raise ServerDidNotStart(self.name, command, f"its storage could not be formatted (why: {self.log})")

    def _java(self, *arguments: str) -> list[str]:
        # What native libraries unpack, and what the machine counts, would outlive a kill -9 anywhere else.
        own = [f"-Djava.io.tmpdir={self._temporary}", "-XX:-UsePerfData", "-Dlog4j2.level=WARN"]
        return [find_java(), *QUICK, *own, "-cp", f"{fetched_jars()}/*", *arguments]

    @property
    def _properties(self) -> Path:
        return self.data.resolve() / "server.properties"

    @property
    def _temporary(self) -> Path:
        return self.data.resolve() / "temporary"

    @property
    def _records(self) -> Path:
        return self.data.resolve() / "records"


def _another_port(port: int) -> int:
    while (other := free_port()) == port:
        pass
    return other
