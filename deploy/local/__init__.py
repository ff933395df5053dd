"""Servers for a developer's own machine, out of wheels: a Kafka-wire broker, MongoDB and Valkey.

    with start_servers(Path(".local/demo")) as servers:
        print(servers.kafka_url, servers.mongo_url, servers.redis_url)

No Docker, no Java; Linux only. With `KAFKA=apache` in the environment the broker is Apache Kafka itself, out of Maven
Central, which needs Java and Maven. A server that the environment names (`MENTORMESH_KAFKA_URL`,
`MENTORMESH_MONGO_URL`, `MENTORMESH_REDIS_URL`) is used as it is, and none is started in its place.
"""

from deploy.local.errors import DirectoryInUse, ServerDidNotStart, ServerNotAvailable, ServerNotOurs, UnknownBroker
from deploy.local.servers import Servers, start_servers

__all__ = [
    "DirectoryInUse",
    "ServerDidNotStart",
    "ServerNotAvailable",
    "ServerNotOurs",
    "Servers",
    "UnknownBroker",
    "start_servers",
]
