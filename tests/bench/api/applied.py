"""Whether every event of some aggregates was applied where it is heard, from the raw databases."""

from tests.bench.api.ground import Ground

HEARD = {
    ("profile", "persons", "people"): ("matching",),
    ("matching", "mentorships", "mentorships"): ("scheduling", "feedback", "profile"),
}
"""Services by the collection whose aggregates' events they listen to, and the topic that these come on."""


async def published(ground: Ground) -> int:
    """Events of these aggregates so far."""
    return sum([sum((await _sequences(ground, service, kind)).values()) for service, kind, _ in HEARD])


async def lacking(ground: Ground) -> int:
    """Events that a service which listens to them has not applied, all services together."""
    left = 0
    for (service, kind, topic), hearers in HEARD.items():
        sequences = await _sequences(ground, service, kind)
        for hearer in hearers:
            applied = await _applied(ground, hearer, topic)
            left += sum(max(0, sequence - applied.get(id, 0)) for id, sequence in sequences.items())
    return left


async def _sequences(ground: Ground, service: str, kind: str) -> dict[str, int]:
    found = ground.mongo[ground.settings.database(service)][kind].find({}, {"sequence": 1})
    return {str(each["_id"]): _count(each["sequence"]) async for each in found}


async def _applied(ground: Ground, hearer: str, topic: str) -> dict[str, int]:
    seen = ground.mongo[ground.settings.database(hearer)]["seen"]
    found = seen.find({"_id": {"$regex": f"^[^/]*{topic}[^/]*/"}})
    return {str(each["_id"]).rpartition("/")[2]: _count(each["n"]) async for each in found}


def _count(value: object) -> int:
    assert isinstance(value, int)
    return value
