"""Sources and listeners are as far as the topics: neither ahead of what was told nor behind."""

from collections.abc import Iterable

from tests.chaos.checking.evidence import Evidence
from tests.chaos.checking.found import Found, Kind
from tests.chaos.checking.tables import LISTENS, OF_THE_RUNTIME, OWNS


def sources_are_as_told(evidence: Evidence) -> Iterable[Found]:
    """An aggregate's document has counted as many events as its topic has."""
    for service, topics in OWNS.items():
        told = {id: number for (topic, id), number in evidence.last_sequences.items() if topic in topics}
        stored = _counted(evidence, service)
        for id in told.keys() | stored.keys():
            behind, ahead = stored.get(id, 0), told.get(id, 0)
            if ahead < behind:
                yield Found(Kind.LOST, "source", f"{service}: {id} has told {behind} events, its topic has {ahead}")
            elif ahead > behind:
                yield Found(Kind.BROKEN, "source", f"{service}: {id} knows of {behind} events, its topic has {ahead}")


def _counted(evidence: Evidence, service: str) -> dict[str, int]:
    counted: dict[str, int] = {}
    for name, documents in evidence.databases.get(service, {}).items():
        if name not in OF_THE_RUNTIME:
            counted |= {each["_id"]: each["sequence"] for each in documents if each.get("sequence")}
    return counted


def listeners_are_as_far(evidence: Evidence) -> Iterable[Found]:
    """Each service has applied the last event of every aggregate of the topics that it listens to."""
    for service, topics in LISTENS.items():
        seen = {each["_id"]: each for each in evidence.documents(service, "seen")}
        for (topic, id), last in evidence.last_sequences.items():
            if topic in topics:
                applied = seen.get(f"{topic}/{id}", {"n": 0, "parked": 0})
                if applied["n"] != last:
                    kind = Kind.LOST if applied["n"] < last else Kind.BROKEN
                    yield Found(kind, "seen", f"{service} has applied {applied['n']} of {last} events of {topic}/{id}")
                if applied["parked"]:
                    yield Found(Kind.BROKEN, "seen", f"{service} holds events of {topic}/{id} parked")


def nothing_is_parked(evidence: Evidence) -> Iterable[Found]:
    """What waited has come on."""
    for service in evidence.databases:
        for held in evidence.documents(service, "held"):
            if held["state"] == "parked":
                yield Found(Kind.BROKEN, "parked", f"{service}: {held['_id']} is parked: {held['why']}")
