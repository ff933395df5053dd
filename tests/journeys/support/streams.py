"""What the raw topics tell, read with the contracts alone."""

import asyncio

from cli.verify.asking import Answers
from cli.verify.history import History
from cli.verify.invariants import CHECKS
from cli.verify.topics import read_topics
from mentormesh_contracts.mentorships import Mentorship
from tests.journeys.support.network import Network

RULES = {check.name: check.find for check in CHECKS}


def history(network: Network) -> History:
    """Everything that was published so far."""
    return History(asyncio.run(read_topics(network.servers.kafka_url, network.namespace)))


def live_with(told: History, person_id: str) -> set[str]:
    """Ids of the mentorships with this member that hold their places, as they were told of last."""
    lives = (life.last for life in told.lives(Mentorship).values())
    return {each.id for each in lives if each.is_live and each.member(person_id)}


def faults(told: History, *rules: str) -> list[str]:
    """What is wrong by these rules of the verifier, which need nothing but the topics."""
    return [fault for name in rules for fault in RULES[name](told, Answers())]
