"""The whole check: read the topics, ask over HTTP, judge."""

from collections.abc import Iterable, Mapping

from cli.verify.asking import Answers
from cli.verify.history import History
from cli.verify.invariants import CHECKS
from cli.verify.topics import read_topics


async def broken_invariants(
    kafka_url: str, namespace: str, url: str, keys: Mapping[str, str], private_words: Iterable[str] = ()
) -> list[str]:
    """What does not hold in the network, each with the aggregate and the facts; empty if all is well.

    `keys` are API keys by organisation id, with the scopes read and coordinate, and the operator's as "operator".
    `private_words` are names and contacts of the rosters. Raises TopicsOutOfReach.
    """
    history = History(await read_topics(kafka_url, namespace), private_words)
    return violations(history, Answers())


def violations(history: History, answers: Answers) -> list[str]:
    """What each check finds."""
    return [f"{check.name}: {fault}" for check in CHECKS for fault in check.find(history, answers)]
