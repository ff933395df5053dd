"""The invariants, recomputed by somebody who was not there: from the raw topics and over HTTP."""

from collections import Counter
from collections.abc import Iterator

from cli.demo.crowd import each
from cli.demo.phases.joining import key_of
from cli.demo.report.model import Figures
from cli.demo.run import Running
from cli.demo.world import Organisation, World
from cli.verify import broken_invariants
from cli.verify.history import History
from cli.verify.topics import read_topics

SCOPES = ("read", "coordinate")
SHORTEST_WORD = 4
"""Shorter words may stand anywhere by chance."""


async def check(network: Running, told: Figures) -> Figures:
    """The figures with what the topics tell: how many events there were, and what does not hold."""
    installation, world = network.installation, network.world
    with network.stage.phase("Reading the topics") as step:
        history = History(await read_topics(installation.servers.kafka_url, installation.namespace))
        by_type = Counter(record.envelope.type for record in history.records)
        step.say(f"{history.size:,} records")
    with network.stage.phase("Checking the invariants") as step:
        keys = dict(await each(world.organisations.values(), _key))
        broken = await broken_invariants(
            installation.servers.kafka_url,
            installation.namespace,
            installation.url,
            keys | {"operator": network.operators_key},
            set(_private_words(world)),
            installation.transport(),
        )
        step.say(f"{len(broken):,} are broken" if broken else "all of them hold")
    return told.model_copy(
        update={
            "events": history.size,
            "events_by_type": dict(sorted(by_type.items())),
            "introductions": by_type["mentormesh.introduction.made.v1"],
            "problems_solved": by_type["mentormesh.problem.solved.v1"],
            "invariants_broken": broken,
        }
    )


async def _key(organisation: Organisation) -> tuple[str, str]:
    return organisation.id, await key_of(organisation.client, SCOPES, label="checks")


def _private_words(world: World) -> Iterator[str]:
    """Names and contacts: no event may hold one."""
    for organisation in world.organisations.values():
        for person in organisation.people.values():
            words = (person.get(field) for field in ("name", "email", "phone"))
            yield from (word for word in words if word and len(word) >= SHORTEST_WORD)
