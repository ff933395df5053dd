"""Which broker is started: `KAFKA=apache` in the environment asks for Apache Kafka."""

import os

from deploy.local.apache.server import ApacheKafkaServer
from deploy.local.errors import UnknownBroker
from deploy.local.kafka import KafkaServer
from deploy.local.tansu import TansuServer

VARIABLE, EMBEDDED, APACHE = "KAFKA", "embedded", "apache"
BROKERS: dict[str, type[KafkaServer]] = {EMBEDDED: TansuServer, APACHE: ApacheKafkaServer}


def chosen_broker() -> type[KafkaServer]:
    """The embedded one unless the environment says otherwise. Raises UnknownBroker."""
    name = os.environ.get(VARIABLE) or EMBEDDED
    if name not in BROKERS:
        raise UnknownBroker(VARIABLE, name, BROKERS)
    return BROKERS[name]
