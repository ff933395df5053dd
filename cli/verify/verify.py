"""The whole check: read the topics, ask over HTTP, judge."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

import httpx

from cli.verify.asking import Answers, Check
from cli.verify.history import History
from cli.verify.http import Api
from cli.verify.invariants import CHECKS
from cli.verify.pace import collector_paused
from cli.verify.record import Raw
from cli.verify.topics import read_topics
from mentormesh_contracts.organisations import Organisation
from mentormesh_contracts.vocabulary import OrganisationStatus

ROUNDS = 5
PAUSE = 1.0
"""Seconds between two rounds. What is only late is not broken: whatever fails is looked at again, from the start."""
Broken = Mapping[Check, Sequence[str]]
Read = Callable[[], Awaitable[list[Raw]]]


class NobodyToAskAs(ValueError):
    """No organisation's key was given, or not the operator's: many an invariant would hold unseen."""


async def broken_invariants(
    kafka_url: str,
    namespace: str,
    url: str,
    keys: Mapping[str, str],
    private_words: Iterable[str] = (),
    transport: httpx.AsyncBaseTransport | None = None,
) -> list[str]:
    """What does not hold in the network, each with the aggregate and the facts; empty if all is well.

    The network is to be at rest. `keys` are API keys by organisation id, with the scopes read and coordinate and no
    others, and the operator's as "operator". `private_words` are names and contacts of the rosters.
    `transport` brings the requests there, and is closed.
    Raises TopicsOutOfReach, ApiOutOfReach or NobodyToAskAs.
    """
    async with Api(url, keys, transport) as api:
        return await broken_at_last(lambda: read_topics(kafka_url, namespace), api, private_words)


async def broken_at_last(read: Read, api: Api, private_words: Iterable[str] = (), pause: float = PAUSE) -> list[str]:
    """What is broken in every round. `pause` are seconds. Raises NobodyToAskAs."""
    if not api.organisations or not api.has_operator:
        raise NobodyToAskAs("a key of at least one organisation is needed, and the operator's")
    words = frozenset(private_words)
    broken: Broken = dict.fromkeys(CHECKS, ())
    for number in range(ROUNDS):
        await asyncio.sleep(pause if number else 0)
        raws = await read()
        with collector_paused():
            broken = await _broken(History(raws, words), api, broken)
        if not broken:
            break
    return [f"{check.name}: {fault}" for check, faults in broken.items() for fault in faults]


async def _broken(history: History, api: Api, checks: Iterable[Check]) -> Broken:
    wanted = list(checks)
    present = _present(history, api.organisations)
    given = await api.ask(ask for check in wanted for ask in check.asks(history, present))
    answers = Answers(present, given)
    return {check: faults for check in wanted if (faults := _found(check, history, answers))}


def _present(history: History, organisations: Iterable[str]) -> tuple[str, ...]:
    """Those that have not left the network: the keys of the others are revoked."""
    lives = history.lives(Organisation)
    gone = {id for id, life in lives.items() if life.last.status is OrganisationStatus.LEFT}
    return tuple(each for each in organisations if each not in gone)


def _found(check: Check, history: History, answers: Answers) -> list[str]:
    try:
        return list(check.find(history, answers))
    except Exception as error:  # noqa: BLE001  an answer or an event in which a check cannot find its way is a fault
        return [f"could not be judged: {type(error).__name__}: {error}"]
