"""Which broker chaos runs on: the one that the environment names, else the best that there is on this machine."""

import os

from deploy.local.apache.java import find_java, find_maven
from deploy.local.apache.server import ApacheKafkaServer
from deploy.local.brokers import VARIABLE, chosen_broker
from deploy.local.errors import ServerNotAvailable
from deploy.local.kafka import KafkaServer


def broker_for_chaos() -> type[KafkaServer]:
    """Apache Kafka where Java and Maven are: it is the reference, and it alone survives its own death."""
    if VARIABLE not in os.environ and _can_run_apache():
        return ApacheKafkaServer
    return chosen_broker()


def _can_run_apache() -> bool:
    try:
        find_java()
        find_maven()
    except ServerNotAvailable:
        return False
    return True
